// @ts-check
// The table 'Fields and output' of docs/operations.md, as the node describes its operations.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * @typedef {import('n8n-workflow').INodeProperties} Property
 * @typedef {import('n8n-workflow').INodePropertyOptions} Option
 * @typedef {{label: string, resource: string, operation: string, fields: Property[]}} Operation
 */

const ROOT = path.resolve(__dirname, '..', '..');
const DOCUMENT = path.join(ROOT, 'docs/operations.md');
const SCHEMAS = path.join(ROOT, 'nodes/CapillaryBadges/__schema__/v1.0.0');

const HEAD = ['| Resource: operation | Fields | Output |', '| --- | --- | --- |'];

/** @param {Property} property @returns {Option[]} */
const optionsOf = ({ options = [] }) => /** @type {Option[]} */ (options);

/** @param {Property} property @param {unknown} resource @param {unknown} [operation] */
const isOf = ({ displayOptions: { show = {} } = {} }, resource, operation) =>
	show.resource?.[0] === resource && show.operation?.[0] === operation;

/** @param {Property[]} properties of the node @returns {Operation[]} in the order of the editor */
const operationsOf = (properties) =>
	optionsOf(properties[0]).flatMap((resource) =>
		properties
			.filter((property) => property.name === 'operation' && isOf(property, resource.value))
			.flatMap(optionsOf)
			.map((operation) => ({
				label: `**${String(resource.name).replace(/ \(.*/, '')}: ${operation.name}**`,
				resource: String(resource.value),
				operation: String(operation.value),
				fields: properties.filter((property) => isOf(property, resource.value, operation.value)),
			})),
	);

/** @param {Operation} operation @returns {string} its row */
function rowOf({ label, resource, operation, fields }) {
	const labels = fields
		.filter(({ name, type }) => name !== 'options' && !['notice', 'hidden'].includes(type))
		.map(({ displayName }) => displayName);
	const schema = fs.readFileSync(path.join(SCHEMAS, resource, `${operation}.json`), 'utf8');
	const output = Object.keys(JSON.parse(schema).properties).map((name) => `\`${name}\``);
	return `| ${label} | ${[...new Set(labels)].join(', ')} | ${output.join(', ')} |`;
}

/** @param {Property[]} properties of the node @returns {string} the table */
const operationsTable = (properties) =>
	[...HEAD, ...operationsOf(properties).map(rowOf)].join('\n');

/** @param {string} table takes the place of the one in docs/operations.md */
function writeOperationsTable(table) {
	const text = fs.readFileSync(DOCUMENT, 'utf8');
	const start = text.indexOf(HEAD[0]);
	const end = text.indexOf('\n\n', start);
	fs.writeFileSync(DOCUMENT, `${text.slice(0, start)}${table}${text.slice(end)}`);
}

module.exports = { DOCUMENT, operationsOf, operationsTable, optionsOf, writeOperationsTable };
