// @ts-check
// Texts of sheets, agents and servers have any length. A pattern whose time grows with the square
// of the length blocks all of n8n: 100 kB take seconds. So this test runs every pattern of the
// sources on long texts that are bad for it. eslint.patterns.config.mjs checks how the patterns are
// built, this test measures their time.
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const ROOT = path.resolve(__dirname, '../..');
const LENGTH = 1_000_000;
/** The most CPU time that a pattern may take for a text of that length, in milliseconds. */
const MOST = 50;

/**
 * On a slow or busy machine, a pattern may take as long as this one, which replaces each character.
 * A pattern with quadratic time takes thousands of times as long.
 */
const REPLACES_ALL = /[^]/g;

/** @typedef {{where: string, pattern: RegExp}} Found */

/** @param {string} folder @returns {string[]} its source files */
const sourcesIn = (folder) =>
	fs
		.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.join(folder, name));

/** @param {string} file @returns {Found[]} its regular expression literals */
function patternsIn(file) {
	const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
	/** @type {Found[]} */
	const found = [];
	/** @param {ts.Node} node */
	const visit = (node) => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			found.push({
				where: `${file}: ${node.text}`,
				pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)),
			});
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const PATTERNS = ['nodes', 'credentials'].flatMap(sourcesIn).flatMap(patternsIn);

/** Beginnings that match far into patterns with a long fixed beginning. */
const BEGINNINGS = ['', '2026-03-15 11:20:00 abc/', '={{ $json.', 'https://'];
const OFTEN_BAD = [' ', 'a', '0', '"', '\\', '<', '\u200b', '\ud83c', '\n'];

/** @param {RegExp} pattern @returns {string[]} its letters, signs, pairs of signs and words */
function piecesOf({ source }) {
	const plain = source.replace(/\\[dswDSWbBpP](\{\w+\})?/g, ' ').replace(/\\(.)/g, '$1');
	const words = plain.replace(/[?*+]/g, '').match(/[a-z' ]{3,}/gi) ?? [];
	const letters = [...new Set(plain.match(/./g) ?? [])].slice(0, 16);
	const signs = letters.filter((letter) => /\W/.test(letter)).slice(0, 7);
	const pairs = signs.flatMap((one) => signs.map((other) => one + other));
	return [...new Set([...OFTEN_BAD, ...words.slice(0, 8), ...letters, ...pairs])];
}

/** @param {RegExp} pattern @returns {((length: number) => string)[]} texts that can be bad for it */
function badTexts(pattern) {
	const pieces = piecesOf(pattern);
	const signs = [...new Set(pieces.join('').match(/\W/g) ?? [])];
	const ends = ['', '\0', ...signs.slice(0, 8)];
	return BEGINNINGS.flatMap((beginning) =>
		pieces.flatMap((piece) =>
			ends.map(
				(end) => (/** @type {number} */ length) =>
					beginning + piece.repeat(Math.ceil(length / piece.length)) + end,
			),
		),
	);
}

/** @param {RegExp} pattern @param {string} text @returns {number} milliseconds of CPU time */
function timeOf(pattern, text) {
	const start = process.cpuUsage();
	if (pattern.global) text.replace(pattern, '');
	else pattern.test(text);
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

test('the patterns are found', () => {
	expect(PATTERNS.length).toBeGreaterThan(40);
});

test.each(PATTERNS)('$where takes linear time', ({ pattern }) => {
	// Short texts show which texts are the worst.
	const worst = badTexts(pattern)
		.map((bad) => ({ bad, time: timeOf(pattern, bad(3_000)) }))
		.sort((one, other) => other.time - one.time)
		.slice(0, 3);
	for (const { bad } of worst) {
		for (const length of [30_000, LENGTH]) {
			const text = bad(length);
			// Other work of the process counts too, so the fastest of several tries counts.
			let least = Infinity;
			for (let tries = 0; tries < 10 && least >= MOST; tries++) {
				least = Math.min(least, timeOf(pattern, text));
			}
			expect({
				text: `${text.slice(0, 40)}…${text.slice(-5)}`,
				inTime: least < MOST || least < 2 * timeOf(REPLACES_ALL, text),
			}).toMatchObject({
				inTime: true,
			});
		}
	}
});
