'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * @typedef {{name: string, type: string, typeVersion: number, position: [number, number],
 *   parameters: Record<string, any>, credentials?: object, webhookId?: string}} Node
 * @typedef {{name: string, nodes: Node[], connections: Record<string, any>,
 *   pinData: Record<string, Array<{json: Record<string, any>}>>}} Workflow as n8n exports it
 * @typedef {{file: string, does: string, set: string, credentials: string}} Row
 */

const FOLDER = path.resolve(__dirname, '..', 'examples');

/** @returns {string[]} the names of the workflow files in examples/ */
function exampleFiles() {
	return (
		fs
			.readdirSync(FOLDER)
			.filter((name) => name.endsWith('.json'))
			// By number: as text, 10 comes before 2.
			.sort((one, other) => parseInt(one, 10) - parseInt(other, 10))
	);
}

/** @param {string} file @returns {string} the content of a file of examples/ */
function exampleText(file) {
	return fs.readFileSync(path.join(FOLDER, file), 'utf8');
}

/** @param {string} file @returns {Workflow} a new object each time, which may be changed */
function readExample(file) {
	return JSON.parse(exampleText(file));
}

/** @returns {Row[]} the table of examples/README.md */
function exampleTable() {
	return exampleText('README.md')
		.split('\n')
		.filter((line) => /^\| \[/.test(line))
		.map((line) => {
			const cells = line
				.slice(1, -1)
				.split(' | ')
				.map((cell) => cell.trim());
			const [link, does, set, credentials] = cells;
			return { file: link.match(/\]\((.*)\)/)?.[1] ?? '', does, set, credentials };
		});
}

module.exports = { exampleFiles, exampleTable, exampleText, readExample };
