// @ts-check
const fs = require('node:fs');
const path = require('node:path');

const { explain } = require('../../nodes/CapillaryBadges/errors/explain');

const DOCUMENT = fs.readFileSync(path.resolve(__dirname, '../../docs/errors.md'), 'utf8');
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

test('docs/errors.md explains no other code', () => {
	const explained = [...DOCUMENT.matchAll(/\((\d{3,})\)/g)].map(([, code]) => Number(code));
	const statuses = [429];
	expect(explained.filter((code) => ![...CODES, ...statuses].includes(code))).toEqual([]);
});
