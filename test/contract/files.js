// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** @param {string} name of a node or credential */
const fileOf = (name) => path.join(__dirname, `${name}.txt`);

/** @returns {string[]} the nodes and credentials that have a contract file */
function contractNames() {
	const files = fs.readdirSync(__dirname).filter((file) => file.endsWith('.txt'));
	return files.map((file) => path.basename(file, '.txt'));
}

/** @param {string} name @returns {string[]} the lines of its contract file */
function readContract(name) {
	return fs.readFileSync(fileOf(name), 'utf8').trimEnd().split('\n');
}

/** @param {Record<string, string[]>} contract replaces all contract files */
function writeContract(contract) {
	for (const name of contractNames()) fs.rmSync(fileOf(name));
	for (const [name, lines] of Object.entries(contract)) {
		fs.writeFileSync(fileOf(name), `${lines.join('\n')}\n`);
	}
}

module.exports = { contractNames, readContract, writeContract };
