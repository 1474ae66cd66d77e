'use strict';

// Reads the prose of a Markdown page and measures how easy it is to read.
const fs = require('node:fs');

/**
 * @typedef {{text: string, inTable: boolean, words: string[]}} Sentence
 * @typedef {{file: string, sentences: Sentence[]}} Page
 */

/** Stands for a code span: it is one word of its sentence, and none that is read aloud. */
const CODE = 'Codespan';

/**
 * The library begins a sentence with a capital letter only, and takes 'ID.' for an abbreviation.
 * @param {string} prose
 */
const withClearEnds = (prose) => prose.replace(/\bn8n\b/g, 'N8n').replace(/\bID\./g, 'IDs.');

/** @param {Sentence[]} sentences @returns {number} words in the average sentence of running text */
function averageLength(sentences) {
	const running = sentences.filter(({ inTable }) => !inTable);
	const words = running.reduce((sum, sentence) => sum + sentence.words.length, 0);
	return running.length > 0 ? words / running.length : 0;
}

/** @returns {Promise<(markdown: string) => Sentence[]>} */
async function proseReader() {
	const { unified } = await import('unified');
	const { default: remarkParse } = await import('remark-parse');
	const { default: remarkGfm } = await import('remark-gfm');
	const { toString: textOf } = await import('mdast-util-to-string');
	const { toString: wordOf } = await import('nlcst-to-string');
	const { visit } = await import('unist-util-visit');
	const { ParseEnglish } = await import('parse-english');
	const english = new ParseEnglish();

	return (markdown) => {
		const tree = unified().use(remarkParse).use(remarkGfm).parse(markdown);
		visit(tree, 'inlineCode', (node) => void (node.value = CODE));
		/** @type {Sentence[]} */
		const sentences = [];
		visit(tree, ['paragraph', 'tableCell'], (block) => {
			const prose = textOf(block, { includeHtml: false });
			visit(english.parse(withClearEnds(prose)), 'SentenceNode', (sentence) => {
				/** @type {string[]} */
				const words = [];
				visit(sentence, 'WordNode', (word) => void words.push(wordOf(word)));
				const text = wordOf(sentence).replaceAll(CODE, '`…`');
				sentences.push({ text, inTable: block.type === 'tableCell', words });
			});
		});
		return sentences.filter(({ words }) => words.length > 0);
	};
}

/** @returns {Promise<(sentences: Sentence[]) => number>} Flesch's reading ease of the running text */
async function readingEase() {
	const { flesch } = await import('flesch');
	const { syllable } = await import('syllable');
	return (sentences) => {
		const running = sentences.filter(({ inTable }) => !inTable);
		const words = running.flatMap((sentence) => sentence.words).filter((word) => word !== CODE);
		const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
		return flesch({ sentence: running.length, word: words.length, syllable: syllables });
	};
}

/** @param {string} file a Markdown page, or a workflow with notes @returns {string} its Markdown */
function markdownOf(file) {
	const text = fs.readFileSync(file, 'utf8');
	if (!file.endsWith('.json')) return text;
	/** @type {{nodes: Array<{type: string, parameters: {content?: string}}>}} */
	const { nodes } = JSON.parse(text);
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	return notes.map(({ parameters }) => parameters.content).join('\n\n');
}

module.exports = { averageLength, markdownOf, proseReader, readingEase };
