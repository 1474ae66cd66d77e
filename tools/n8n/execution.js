'use strict';

// An execution of a workflow, as n8n stores it.

/**
 * @typedef {object} Execution an execution of a workflow
 * @property {string} id
 * @property {string} status
 * @property {string} [error] the error of the execution
 * @property {(node: string) => object[][]} itemsOf the json of a node's items, for each of its outputs
 * @property {(node: string) => object[]} handedTo the json of all items on a node's first
 *   output, however often it ran; none when nothing reached it
 * @property {(node: string) => {message: string, description?: string} | undefined} errorOf the error of a
 *   node that did not succeed threw
 */

const UNDER_WAY = ['new', 'running', 'waiting'];

/**
 * n8n 1 stores how an execution ended a moment before it stores what came of it, and until then holds
 * what it began with: nothing of any node.
 * @param {string} status @param {{runData: object, error?: object}} stored
 */
function hasEnded(status, { runData, error }) {
	if (UNDER_WAY.includes(status)) return false;
	if (status !== 'success' && status !== 'error') return true;
	return error !== undefined || Object.keys(runData).length > 0;
}

/**
 * @param {{id: string, status: string, data: string}} stored the response of n8n
 * @returns {Execution | undefined} nothing before its end
 */
function executionOf({ id, status, data }) {
	// The project's packages may be installed after this file is loaded.
	const { parse } = require('flatted');
	const result = parse(data)?.resultData;
	if (!result || !hasEnded(status, result)) return undefined;
	/** @type {{runData: Record<string, any>, error?: {message: string}}} */
	const { runData, error } = result;
	return {
		id,
		status,
		error: error?.message,
		itemsOf: (node) =>
			runData[node][0].data.main.map((/** @type {Array<{json: object}> | null} */ items) =>
				(items ?? []).map(({ json }) => json),
			),
		handedTo: (node) =>
			(runData[node] ?? []).flatMap((/** @type {any} */ { data }) =>
				(data.main[0] ?? []).map((/** @type {{json: object}} */ { json }) => json),
			),
		errorOf: (node) => runData[node][0].error,
	};
}

module.exports = { executionOf, UNDER_WAY };
