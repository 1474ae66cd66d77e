// @ts-check
const fs = require('node:fs');
const path = require('node:path');

const { RUN_OPTIONS } = require('../../nodes/CapillaryBadges/engine/runOptionFields');
const { properties } = require('../../nodes/CapillaryBadges/resources');
const { properties: triggerFields } = require('../../nodes/CapillaryBadgesTrigger/fields');

/**
 * @typedef {import('n8n-workflow').INodeProperties} Property
 * @typedef {import('n8n-workflow').INodePropertyOptions} Option
 * @typedef {{label: string, resource: string, operation: string, fields: Property[]}} Operation
 */

const ROOT = path.resolve(__dirname, '..', '..');
const SCHEMAS = path.join(ROOT, 'nodes/CapillaryBadges/__schema__/v1.0.0');

const DOCUMENT = fs.readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8');

/** @param {string} heading @returns {string[][]} the cells of the table below it, without its head */
function table(heading) {
	const [, below] = DOCUMENT.split(`\n## ${heading}\n`);
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

/** @param {Property} property @returns {Option[]} */
const optionsOf = ({ options = [] }) => /** @type {Option[]} */ (options);

/** @param {Property} property @param {unknown} resource @param {unknown} [operation] */
const isOf = ({ displayOptions: { show = {} } = {} }, resource, operation) =>
	show.resource?.[0] === resource && show.operation?.[0] === operation;

/** @type {Operation[]} as the node describes them */
const operations = optionsOf(properties[0]).flatMap((resource) =>
	properties
		.filter((property) => property.name === 'operation' && isOf(property, resource.value))
		.flatMap(optionsOf)
		.map((operation) => ({
			label: `**${String(resource.name).replace(/ \(.*/, '')}: ${operation.name}**`,
			resource: String(resource.value),
			operation: String(operation.value),
			fields: properties.filter((property) => isOf(property, resource.value, operation.value)),
		})),
);

/** @type {Map<string, string[]>} every option, with the operations that have it */
const options = new Map();
for (const { label, fields } of operations) {
	const [collection] = fields.filter(({ name }) => name === 'options');
	for (const { displayName } of /** @type {Property[]} */ (collection.options)) {
		options.set(displayName, [...(options.get(displayName) ?? []), label]);
	}
}

describe('docs/operations.md', () => {
	test.each(['All operations', 'Fields and output'])('%s: each operation once', (heading) => {
		expect(table(heading).map(([label]) => label)).toEqual(operations.map(({ label }) => label));
	});

	test.each(operations)('$label has the fields and the output that the table says', (operation) => {
		const [row] = table('Fields and output').filter(([label]) => label === operation.label);
		const labels = operation.fields
			.filter(({ name, type }) => name !== 'options' && !['notice', 'hidden'].includes(type))
			.map(({ displayName }) => displayName);
		expect(row[1]).toBe([...new Set(labels)].join(', '));

		const file = path.join(SCHEMAS, operation.resource, `${operation.operation}.json`);
		const schema = JSON.parse(fs.readFileSync(file, 'utf8'));
		const told = [...row[2].matchAll(/`(\w+)`/g)].map(([, name]) => name);
		expect(told).toEqual(Object.keys(schema.properties));
	});

	test('each option, where it is and what it is unless set', () => {
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

	test('each field of the trigger', () => {
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

	test('names only choices that there are', () => {
		const choices = everyField.flatMap(optionsOf).map(({ name }) => name);
		expect(choices).toEqual(expect.arrayContaining(namesIn(/\*([^*]+)\*/g)));
	});

	test('says which of them is the default', () => {
		const usual = everyField.flatMap((field) =>
			optionsOf(field)
				.filter(({ value }) => [field.default].flat().includes(value))
				.map(({ name }) => name),
		);
		expect(usual).toEqual(expect.arrayContaining(namesIn(/\*([^*]+)\* \(default/g)));
	});
});

/** @param {Property[]} fields @returns {Property[]} these, and those that lie within them */
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
