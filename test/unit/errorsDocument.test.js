// @ts-check
const fs = require('node:fs');
const path = require('node:path');

const { explain } = require('../../nodes/CapillaryBadges/errors/explain');
const { REASONS } = require('../../nodes/CapillaryBadges/errors/reasons');

const ROOT = path.resolve(__dirname, '..', '..');
const DOCUMENT = fs.readFileSync(path.join(ROOT, 'docs/errors.md'), 'utf8');
const UNKNOWN = "Capillary says 'its own words'";

/** @param {number} code @returns {string} the node's text for it */
const textFor = (code) =>
	explain({ cause: 'capillary', code, status: 400, message: 'its own words' }).why;

/** Covers every code of Capillary's tables. */
const CODES = [...Array(10_000).keys(), 999_999].filter((code) => textFor(code) !== UNKNOWN);

test('the node has texts for codes', () => {
	expect(CODES).toEqual(expect.arrayContaining([404, 737, 814, 999_999]));
});

test.each(CODES)("docs/errors.md explains code %s in the node's words", (code) => {
	expect(DOCUMENT).toContain(`${textFor(code)} (${code})`);
});

test.each(Object.values(REASONS).flatMap((text) => text?.why ?? []))(
	"docs/errors.md explains the reason '%s'",
	(why) => {
		expect(DOCUMENT).toContain(`| ${why}`);
	},
);

test('docs/errors.md explains no other code', () => {
	const explained = [...DOCUMENT.matchAll(/\((\d{3,})\)/g)].map(([, code]) => Number(code));
	const statuses = [429];
	expect(explained.filter((code) => ![...CODES, ...statuses].includes(code))).toEqual([]);
});

/** Quoted texts that the node puts together from parts. */
const FROM_PARTS = [
	"Capillary's response is about a different badge",
	'Not sent: Capillary has not been answering since',
	'is not a customer ID',
	'has an invisible zero-width space after',
	'is not the name of a badge',
	'for item 3, but holds for the whole run',
	'is shorter than 16 characters',
	'A delivery to',
];

/** @param {string} folder @returns {string[]} the sources in it */
const sourcesIn = (folder) =>
	fs
		.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => fs.readFileSync(path.join(ROOT, folder, name), 'utf8'));

/** @param {string} section @returns {string[]} the texts in its column of messages, without values */
const textsIn = (section) =>
	section
		.split('\n')
		.filter((line) => line.startsWith('| ') && !/^\| (---|Message) /.test(line))
		.flatMap((line) =>
			line
				.slice(2)
				.split(' | ')[0]
				.split(/…|; |'[^']*'|\(\d+\)|\[Item \d+\]|\d\d:\d\d/),
		)
		.map((text) => text.replace(/^[\s,.:]+|[\s,.:]+$/g, ''))
		.filter((text) => text.length > 9);

test('docs/errors.md quotes texts that the node has', () => {
	const sources = ['nodes', 'credentials'].flatMap(sourcesIn).join('\n').replaceAll("\\'", "'");
	// n8n's own message has a section of its own.
	const sections = DOCUMENT.split('\n## ').filter(
		(section) => section.includes('| Message |') && !section.startsWith('Unrecognized node type'),
	);
	const quoted = sections.flatMap(textsIn);

	expect(quoted.length).toBeGreaterThan(100);
	const missing = quoted.filter((text) => !sources.includes(text));
	expect(missing.filter((text) => !FROM_PARTS.includes(text))).toEqual([]);
	expect(FROM_PARTS.filter((text) => !quoted.includes(text))).toEqual([]);
});
