'use strict';

const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');

/** @typedef {import('../examples').Workflow} Workflow */

const OURS = /^n8n-nodes-capillary-badges\./;

/**
 * The example as its reader sets it up, with the sandbox's credential in the Capillary nodes.
 *
 * @param {Workflow} workflow
 * @returns {Workflow}
 */
function withSandbox(workflow) {
	const credentials = { capillaryApi: DEMO_CREDENTIALS.oAuth };
	const nodes = workflow.nodes.map((node) =>
		OURS.test(node.type) ? { ...node, credentials } : node,
	);
	return { ...workflow, nodes };
}

/**
 * Replaces nodes that need an account by nodes of the same name that output the fields of each
 * item.
 *
 * @param {Workflow} workflow
 * @param {string[]} names
 * @returns {Workflow}
 */
function withStandIns(workflow, names) {
	const pinData = Object.fromEntries(
		Object.entries(workflow.pinData).filter(([name]) => !names.includes(name)),
	);
	const nodes = workflow.nodes.map((node) =>
		names.includes(node.name)
			? {
					...node,
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { assignments: { assignments: assignments(node.parameters) }, options: {} },
				}
			: node,
	);
	return { ...workflow, nodes, pinData };
}

/** @param {Record<string, any>} parameters */
function assignments(parameters) {
	return expressionsIn(parameters).map(([name, value], index) => ({
		id: `field-${index}`,
		name,
		value,
		type: 'string',
	}));
}

/** @param {any} value @param {string} [at] @returns {Array<[string, string]>} paths and expressions */
function expressionsIn(value, at = '') {
	if (typeof value === 'string') return value.startsWith('=') ? [[at, value]] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]) =>
		expressionsIn(one, at === '' ? key : `${at}.${key}`),
	);
}

module.exports = { withSandbox, withStandIns };
