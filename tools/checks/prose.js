'use strict';

// Checks that the documents have short sentences of plain words.

const fs = require('node:fs');
const path = require('node:path');
const { DOCUMENTS, ROOT } = require('./documents');
const { averageLength, markdownOf, proseReader, readingEase } = require('./readProse');

/** The workflows that people import or see in the demo: their notes are read as well. */
const WORKFLOWS = ['examples', 'demo/workflows'].flatMap((folder) =>
	fs
		.readdirSync(path.join(ROOT, folder))
		.filter((name) => name.endsWith('.json'))
		.map((name) => `${folder}/${name}`),
);
const PAGES = [...DOCUMENTS, ...WORKFLOWS];

/** The most words in the average sentence of a page. */
const AVERAGE = 16;
/** The most words in any sentence. */
const LONGEST = 30;
/** The least reading ease (Flesch) of all pages together: 60 and more is plain English. */
const EASE = 60;

/** Words that are not used, and plain ones. */
const INSTEAD_OF = {
	'all the same': 'anyway',
	anew: 'again',
	'becomes of': 'happens to',
	'goes on': 'continues',
	'knows no': 'has no',
	'on their way': 'in flight',
	'stands in': 'is in',
};

/** A list of field names in a table cell is not a sentence. */
const isList = (/** @type {string} */ text) => /^([A-Z][\w ]*, )+[A-Z][\w ]*$/.test(text);

/** @param {import('./readProse').Page} page @returns {string[]} */
function problemsOf({ file, sentences }) {
	const average = averageLength(sentences);
	const words = Object.entries(INSTEAD_OF).flatMap(([word, plain]) =>
		sentences
			.filter(({ text }) => new RegExp(`\\b${word}\\b`, 'i').test(text))
			.map(({ text }) => `${file}: '${plain}' instead of '${word}' in: ${text}`),
	);
	const long = sentences.filter(({ text, words }) => words.length > LONGEST && !isList(text));
	return [
		...words,
		...(average > AVERAGE ? [`${file}: ${average.toFixed(1)} words in the average sentence`] : []),
		...long.map(({ text, words }) => `${file}: ${words.length} words in: ${text}`),
	];
}

/** @type {import('./check').Check} */
const prose = {
	name: 'prose',
	description: 'documents and notes of workflows have short sentences of plain words',
	run: async () => {
		const sentencesOf = await proseReader();
		const easeOf = await readingEase();
		const pages = PAGES.map((file) => ({
			file,
			sentences: sentencesOf(markdownOf(path.join(ROOT, file))),
		}));
		const all = { file: 'all pages', sentences: pages.flatMap(({ sentences }) => sentences) };
		const figures = [...pages, all].map(({ file, sentences }) => {
			const average = averageLength(sentences).toFixed(1);
			return `${average.padStart(6)} words a sentence, reading ease ${easeOf(sentences).toFixed(0)}: ${file}`;
		});
		const problems = pages.flatMap(problemsOf);
		if (easeOf(all.sentences) < EASE) problems.push(`The reading ease is below ${EASE}.`);
		return {
			passed: problems.length > 0 ? 0 : pages.length,
			failed: problems.length,
			skipped: [],
			output: [...problems, '', ...figures].join('\n'),
		};
	},
};

module.exports = { prose };
