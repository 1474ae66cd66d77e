'use strict';

// Checks that the packed package holds exactly what ships.
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../bootstrap/install');
const { oneTest } = require('./check');
const { packed } = require('./prepared');

const BESIDE_DIST = ['LICENSE', 'README.md', 'index.js', 'package.json'];

/** Which source files ship, and with which ending. */
const SHIPPED_AS = [
	{ source: /(\.d|\.test)\.ts$/, shipped: undefined },
	{ source: /\.ts$/, shipped: '.js' },
	{ source: /\.node\.json$/, shipped: '.node.json' },
	{ source: /(?<=\/__schema__\/.*)\.json$/, shipped: '.json' },
	{ source: /\.svg$/, shipped: '.svg' },
];

/** @param {string} folder @returns {string[]} the files below, relative to the project */
function filesBelow(folder) {
	const entries = fs.readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

/** @param {string} source @returns {string[]} its path in the package; none when it does not ship */
function shippedPlaces(source) {
	const rule = SHIPPED_AS.find((one) => one.source.test(source));
	return rule?.shipped ? [`dist/${source.replace(rule.source, rule.shipped)}`] : [];
}

/** @param {string} title @param {string[]} names @returns {string[]} */
const listed = (title, names) =>
	names.length > 0 ? [title, ...names.map((name) => `  ${name}`)] : [];

/** @type {import('./check').Check} */
const contents = {
	name: 'contents',
	description: 'the packed package holds exactly what ships',
	run: async () => {
		const sources = ['nodes', 'credentials', 'icons'].flatMap(filesBelow);
		const wanted = new Set([...BESIDE_DIST, ...sources.flatMap(shippedPlaces)]);
		const found = new Set((await packed()).files);
		const problems = [
			...listed(
				'Missing:',
				[...wanted].filter((name) => !found.has(name)),
			),
			...listed(
				'Unexpected:',
				[...found].filter((name) => !wanted.has(name)),
			),
		];
		return oneTest(problems.length === 0, problems.join('\n'));
	},
};

module.exports = { contents };
