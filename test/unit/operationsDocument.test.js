// @ts-check
const fs = require('node:fs');

const { RUN_OPTIONS } = require('../../nodes/CapillaryBadges/engine/runOptionFields');
const { properties } = require('../../nodes/CapillaryBadges/resources');
const {
	DOCUMENT,
	operationsOf,
	operationsTable,
	optionsOf,
} = require('../contract/operationsTable');
const { properties: triggerFields } = require('../../nodes/CapillaryBadgesTrigger/fields');

/** @typedef {import('n8n-workflow').INodeProperties} Property */

const TEXT = fs.readFileSync(DOCUMENT, 'utf8');
const operations = operationsOf(properties);

/** @param {string} heading @returns {string[][]} the cells of the table below it, without its header */
function table(heading) {
	const [, below] = TEXT.split(`\n## ${heading}\n`);
	const [section] = below.split('\n## ');
	return section
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.slice(2)
		.map((line) =>
			line
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim()),
		);
}

/** @type {Map<string, string[]>} the options, each with its operations */
const options = new Map();
for (const { label, fields } of operations) {
	const [collection] = fields.filter(({ name }) => name === 'options');
	for (const { displayName } of /** @type {Property[]} */ (collection.options)) {
		options.set(displayName, [...(options.get(displayName) ?? []), label]);
	}
}

describe('docs/operations.md', () => {
	test('lists each operation once', () => {
		const labels = table('All operations').map(([label]) => label);
		expect(labels).toEqual(operations.map(({ label }) => label));
	});

	// `npm run contract` writes it.
	test('has the fields and the output of each operation', () => {
		expect(TEXT).toContain(`\n${operationsTable(properties)}\n\n`);
	});

	test('lists each option with its operations, limits and default', () => {
		const rows = table('Options');
		expect(rows.map(([label]) => label)).toEqual([...options.keys()].sort());
		expect(rows.map(([label, where]) => [label, operationsIn(where)])).toEqual(
			rows.map(([label]) => [label, options.get(label)]),
		);
		/** @type {Property[]} */
		const numbers = Object.values(RUN_OPTIONS)
			.map(({ property }) => property)
			.filter(({ type }) => type === 'number');
		expect(numbers).toHaveLength(5);
		for (const { displayName, typeOptions, default: usual } of numbers) {
			const { minValue, maxValue = 0 } = typeOptions ?? {};
			const [row] = rows.filter(([name]) => name === displayName);
			expect(row.at(-1)).toBe(String(usual));
			expect(row.join()).toContain(`${minValue} to ${maxValue.toLocaleString('en-US')}`);
		}
	});

	test('lists each field of the trigger', () => {
		const labels = triggerFields
			.filter((/** @type {Property} */ { type }) => !['notice', 'hidden'].includes(type))
			.map((/** @type {Property} */ { displayName }) => displayName);
		expect(table('Capillary Badges Trigger').map(([label]) => label)).toEqual(labels);
	});
});

describe.each([
	['What to enter', properties],
	['Capillary Badges Trigger', triggerFields],
])('docs/operations.md, %s', (heading, fields) => {
	const everyField = fieldsIn(fields);
	const cells = table(heading).map((row) => row.at(-1) ?? '');
	const namesIn = (/** @type {RegExp} */ pattern) =>
		cells.flatMap((cell) => [...cell.matchAll(pattern)].map(([, name]) => name));

	test('names only options that exist', () => {
		const choices = everyField.flatMap(optionsOf).map(({ name }) => name);
		expect(choices).toEqual(expect.arrayContaining(namesIn(/\*([^*]+)\*/g)));
	});

	test('names the right default', () => {
		const usual = everyField.flatMap((field) =>
			optionsOf(field)
				.filter(({ value }) => [field.default].flat().includes(value))
				.map(({ name }) => name),
		);
		expect(usual).toEqual(expect.arrayContaining(namesIn(/\*([^*]+)\* \(default/g)));
	});
});

/** @param {Property[]} fields @returns {Property[]} these fields and the fields in them */
function fieldsIn(fields) {
	return fields.flatMap((field) => {
		const inside = /** @type {Array<Property & {values?: Property[]}>} */ (field.options ?? []);
		const within = inside.flatMap((one) => one.values ?? ('displayName' in one ? [one] : []));
		return [field, ...fieldsIn(within)];
	});
}

/** @param {string} where such as `Earn: Create, Revoke; Issue: Create` @returns {string[]} the operations */
function operationsIn(where) {
	if (where === 'all') return operations.map(({ label }) => label);
	return where.split('; ').flatMap((part) => {
		const [resource, names] = part.split(': ');
		return names.split(', ').map((name) => `**${resource}: ${name}**`);
	});
}
