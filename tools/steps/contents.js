'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { oneCheck } = require('./step');

const ROOT = path.resolve(__dirname, '..', '..');
const BESIDE_DIST = ['LICENSE', 'README.md', 'index.js', 'package.json'];

/** What of a source folder ships, and as what. */
const SHIPPED_AS = [
	{ source: /(\.d|\.test)\.ts$/, shipped: undefined },
	{ source: /\.ts$/, shipped: '.js' },
	{ source: /\.node\.json$/, shipped: '.node.json' },
	{ source: /(?<=\/__schema__\/.*)\.json$/, shipped: '.json' },
	{ source: /\.svg$/, shipped: '.svg' },
];

/** @param {string} folder @returns {string[]} the files below, relative to the project, with slashes */
function filesBelow(folder) {
	const entries = fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true });
	return entries.flatMap((entry) => {
		const name = `${folder}/${entry.name}`;
		return entry.isDirectory() ? filesBelow(name) : [name];
	});
}

/** @param {string} source @returns {string[]} where it lies in the package, if it ships */
function shippedPlaces(source) {
	const rule = SHIPPED_AS.find((one) => one.source.test(source));
	return rule?.shipped ? [`dist/${source.replace(rule.source, rule.shipped)}`] : [];
}

/** @param {string} title @param {string[]} names @returns {string[]} */
const listed = (title, names) =>
	names.length > 0 ? [title, ...names.map((name) => `  ${name}`)] : [];

/** @type {import('./step').Step} */
const contents = {
	name: 'contents',
	what: 'the packed package holds exactly what ships',
	needs: ['packed'],
	run: async ({ packed }) => {
		const sources = ['nodes', 'credentials', 'icons'].flatMap(filesBelow);
		const wanted = new Set([...BESIDE_DIST, ...sources.flatMap(shippedPlaces)]);
		const found = new Set(packed.files);
		const problems = [
			...listed(
				'It lacks:',
				[...wanted].filter((name) => !found.has(name)),
			),
			...listed(
				'It should not hold:',
				[...found].filter((name) => !wanted.has(name)),
			),
		];
		return oneCheck(problems.length === 0, problems.join('\n'));
	},
};

module.exports = { contents };
