// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { n8n } = require('../../package.json');
const { parameterLines } = require('./parameterLines');

/**
 * @typedef {import('n8n-workflow').INodeTypeDescription} NodeDescription
 * @typedef {{type?: string | string[], properties?: Record<string, Schema>, items?: Schema}} Schema
 */

const ROOT = path.resolve(__dirname, '..', '..');

/** @param {string} built a built file from package.json @returns {string} its source */
const sourceOf = (built) => path.join(ROOT, built.replace(/^dist\/(.*)\.js$/, '$1.ts'));

/** @param {string} source @returns {any} an instance of the class in it */
function instanceOf(source) {
	const [Class] = Object.values(require(source));
	return new Class();
}

/** @param {Schema} schema @param {string} name @returns {string[]} */
function fieldLines({ type, properties = {}, items }, name) {
	return [
		`${name} is ${[type].flat().join(' or ')}`,
		...Object.entries(properties).flatMap(([key, field]) => fieldLines(field, `${name}.${key}`)),
		...(items ? fieldLines(items, `${name}[]`) : []),
	];
}

/** @param {string} source @returns {string[]} the output fields of a node from its schema files */
function outputLines(source) {
	const folder = path.join(path.dirname(source), '__schema__');
	const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return files
		.filter((name) => name.endsWith('.json'))
		.flatMap((name) => {
			/** @type {Schema} */
			const { properties = {} } = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
			const place = name.replaceAll(path.sep, '/').slice(0, -'.json'.length);
			return Object.entries(properties).flatMap(([key, field]) =>
				fieldLines(field, `output ${place} ${key}`),
			);
		});
}

/** @param {NodeDescription} description @returns {string[]} */
function nodeLines({ version, credentials = [], webhooks = [], ...description }) {
	const { name, inputs, outputs, usableAsTool = false, properties } = description;
	const has = [
		...[version].flat().map((one) => `version ${one}`),
		`inputs ${JSON.stringify(inputs)}`,
		`outputs ${JSON.stringify(outputs)}`,
		`usable as a tool ${JSON.stringify(Boolean(usableAsTool))}`,
		...credentials.map(
			({ displayName: _, testedBy: __, ...rest }) => `credential ${JSON.stringify(rest)}`,
		),
		...webhooks.map((webhook) => `webhook ${JSON.stringify(webhook)}`),
	];
	return [...has.map((one) => `node ${name}: ${one}`), ...properties.flatMap(parameterLines)];
}

/**
 * The contract as it is now: the names and values that workflows of users store, for each node and
 * credential.
 *
 * @returns {Record<string, string[]>} sorted lines
 */
function currentContract() {
	const nodes = n8n.nodes.map(sourceOf).map((source) => {
		const { description } = instanceOf(source);
		return [description.name, [...nodeLines(description), ...outputLines(source)]];
	});
	const credentials = n8n.credentials.map(sourceOf).map((source) => {
		const { name, properties } = instanceOf(source);
		return [name, [`credential ${name}`, ...properties.flatMap(parameterLines)]];
	});
	const sorted = [...nodes, ...credentials].map(([name, lines]) => [name, lines.sort()]);
	return Object.fromEntries(sorted);
}

module.exports = { currentContract };
