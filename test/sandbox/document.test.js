// @ts-check
// Compares docs/sandbox.md with the sandbox and with Capillary's published examples.
const fs = require('node:fs');
const path = require('node:path');

const { endpoints } = require('../../sandbox/endpoints');
const { variantChoices } = require('../../sandbox/faults/variants');
const published = { ...require('../published.json'), ...require('../publishedCustomers.json') };
const { BADGES } = require('./client');

/** @param {{responses: object}} example how many answers are published that say something */
const answerCount = ({ responses }) =>
	Object.values(responses)
		.flatMap((named) => Object.values(named))
		.filter((body) => Object.keys(body).length > 0).length;

describe('docs/sandbox.md', () => {
	const page = fs.readFileSync(path.join(__dirname, '../../docs/sandbox.md'), 'utf8');
	const rows = page
		.split('\n')
		.filter((line) => /^\| `(GET|POST|PUT|DELETE) /.test(line))
		.map((line) => line.split('|').map((cell) => cell.trim()));

	it('has a row for each call', () => {
		const calls = endpoints.map(({ method, path }) => `\`${method} ${path.replace(BADGES, '…')}\``);
		expect(rows.map(([, call]) => call)).toEqual(calls);
	});

	it('counts the published examples of each call', () => {
		const counted = rows.flatMap(
			([, , fits]) => /^\[(.+)\]\(.+\): (.+)$/.exec(fits)?.slice(1) ?? [],
		);
		const expected = Object.entries(published).flatMap(([name, example]) => [
			name,
			`responses ${answerCount(example)}, requests ${Object.keys(example.requests).length}`,
		]);
		expect(counted.sort()).toEqual(expected.sort());
	});

	it('names exactly the variants that there are', () => {
		const choices = rows.flatMap(([, , , , choice]) => [...choice.matchAll(/`(\w+)`/g)]);
		const everywhere = page.slice(page.indexOf('## Choices for every call'));
		const more = [...everywhere.matchAll(/^\| `(\w+)`/gm)];
		const named = new Set([...choices, ...more].map(([, name]) => name));
		expect([...named].sort()).toEqual(Object.keys(variantChoices).sort());
	});

	it('says that it was never compared with Capillary itself', () => {
		expect(page).toContain('It was never compared with a live Capillary.');
	});
});
