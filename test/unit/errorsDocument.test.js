// @ts-check
const fs = require('node:fs');
const path = require('node:path');

const { explain } = require('../../nodes/CapillaryBadges/errors/explain');

const DOCUMENT = fs.readFileSync(path.resolve(__dirname, '../../docs/errors.md'), 'utf8');
const UNKNOWN = "Capillary says 'its own words'";

/** @param {number} code @returns {string} what the node says of it */
const wordsFor = (code) =>
	explain({ cause: 'capillary', code, status: 400, message: 'its own words' }).why;

/** Every code of Capillary's tables lies among these. */
const CODES = [...Array(10_000).keys(), 999_999].filter((code) => wordsFor(code) !== UNKNOWN);

test('there are codes that the node has words for', () => {
	expect(CODES).toEqual(expect.arrayContaining([404, 737, 814, 999_999]));
});

test.each(CODES)('docs/errors.md tells of code %s in the words of the node', (code) => {
	expect(DOCUMENT).toContain(`${wordsFor(code)} (${code})`);
});

test('docs/errors.md tells of no other code', () => {
	const told = [...DOCUMENT.matchAll(/\((\d{3,})\)/g)].map(([, code]) => Number(code));
	const passing = [429];
	expect(told.filter((code) => ![...CODES, ...passing].includes(code))).toEqual([]);
});
