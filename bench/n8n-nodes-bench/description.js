'use strict';

/**
 * The description of a node of the benchmark.
 * @param {string} displayName
 * @param {string} name
 * @param {object} [more]
 */
exports.description = (displayName, name, more = {}) => ({
	...{ displayName, name, group: ['transform'], version: 1, description: displayName },
	...{ defaults: { name: displayName }, inputs: ['main'], outputs: ['main'], properties: [] },
	...more,
});
