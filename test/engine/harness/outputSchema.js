// @ts-check
const fs = require('node:fs');
const path = require('node:path');

const SCHEMAS = path.resolve(__dirname, '../../../nodes/CapillaryBadges/__schema__/v1.0.0');

/**
 * The output fields of an operation that the editor shows before a run.
 *
 * @param {string} resource
 * @param {string} operation
 * @returns {string[]}
 */
exports.schemaFields = (resource, operation) => {
	const file = path.join(SCHEMAS, resource, `${operation}.json`);
	return Object.keys(JSON.parse(fs.readFileSync(file, 'utf8')).properties);
};
