// @ts-check
// n8n's rules for fields, applied to the finished descriptions. n8n's lint sees only literals, but
// most fields here are built from shared parts. Some rules are about to come to n8n's lint:
// https://github.com/n8n-io/n8n/tree/master/packages/%40n8n/eslint-plugin-community-nodes/docs/rules
const { CapillaryApi } = require('../../credentials/CapillaryApi.credentials');
const { CapillaryWebhookApi } = require('../../credentials/CapillaryWebhookApi.credentials');
const { CapillaryBadges } = require('../../nodes/CapillaryBadges/CapillaryBadges.node');
const {
	CapillaryBadgesTrigger,
} = require('../../nodes/CapillaryBadgesTrigger/CapillaryBadgesTrigger.node');

/** @typedef {import('n8n-workflow').INodeProperties} Property */

const DESCRIBED = {
	credential: new CapillaryApi().properties,
	'webhook credential': new CapillaryWebhookApi().properties,
	node: new CapillaryBadges().description.properties,
	trigger: new CapillaryBadgesTrigger().description.properties,
};

/** Fields without input, or with other fields in them. */
const NO_INPUT = ['notice', 'hidden', 'collection', 'fixedCollection'];

/**
 * A field, the fields in it, and those of its options.
 *
 * @param {Property} field
 * @param {string} where
 * @returns {{where: string, field: Property}[]}
 */
function withInner(field, where) {
	const here = `${where} > ${field.displayName}`;
	const inner = (field.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap((value) => withInner(value, here));
		return 'type' in option ? withInner(/** @type {Property} */ (option), here) : [];
	});
	return [{ where: here, field }, ...inner];
}

/** @param {Property} field */
function shownFor({ displayOptions: { show = {} } = {} }) {
	return [show.resource, show.operation].flat().filter(Boolean).join(' ');
}

const TOP = Object.entries(DESCRIBED).flatMap(([name, fields]) =>
	fields.map((field) => ({ where: `${name} ${shownFor(field)} > ${field.displayName}`, field })),
);
const ALL = Object.entries(DESCRIBED).flatMap(([name, fields]) =>
	fields.flatMap((field) => withInner(field, `${name} ${shownFor(field)}`)),
);

/** @param {{where: string, field: Property}[]} fields @param {(field: Property) => boolean} breaks */
const breaking = (fields, breaks) =>
	fields.filter(({ field }) => breaks(field)).map(({ where }) => where);

/** @param {Property} field the options of a list */
function choices({ type, options = [] }) {
	if (!['options', 'multiOptions'].includes(type)) return [];
	return /** @type {import('n8n-workflow').INodePropertyOptions[]} */ (options);
}

/** @param {unknown[]} list */
const hasTwice = (list) => new Set(list).size < list.length;

/** @param {{name: string}[]} list */
const isSorted = (list) =>
	list
		.map(({ name }) => name.replace(/[(),]/g, ''))
		.every((name, at, names) => at === 0 || names[at - 1].localeCompare(name, 'en') <= 0);

/** @param {string} [text] whether one sentence has no period, and several sentences have one */
const endsCorrectly = (text = '') =>
	text.endsWith('.') === /[.?!] [A-Z]/.test(text.replaceAll('e.g. ', ''));

/** Fields that may be empty. Without them, Capillary uses its defaults. */
const MAY_BE_EMPTY = ['attributionEntityType', 'attributionEntityCode', 'defaultValue'];

describe('every field', () => {
	it('is checked', () => {
		expect(ALL.length).toBeGreaterThan(250);
	});

	it.each(
		/** @type {[string, (field: Property) => boolean][]} */ ([
			[
				'has a label, a name and a default',
				(field) => !field.displayName || !field.name || field.default === undefined,
			],
			['has a hint of at most 120 characters', ({ hint = '' }) => hint.length > 120],
			[
				"says 'Whether' when it is a switch",
				({ type, description = '' }) => type === 'boolean' && !description.startsWith('Whether'),
			],
			[
				"shows an example that begins with 'e.g.'",
				({ type, placeholder = 'e.g. ' }) =>
					['string', 'number'].includes(type) && !placeholder.startsWith('e.g. '),
			],
			[
				'is one sentence without a period, or several with one',
				(field) =>
					[field, ...choices(field)].some(({ description }) => !endsCorrectly(description)),
			],
			[
				'has no duplicate options',
				(field) =>
					hasTwice(choices(field).map(({ name }) => name)) ||
					hasTwice(choices(field).map(({ value }) => value)),
			],
			[
				'has options without asterisks in their names',
				(field) => choices(field).some(({ name }) => name.includes('*')),
			],
			[
				'sorts five or more options alphabetically',
				(field) => choices(field).length >= 5 && !isSorted(choices(field)),
			],
		]),
	)('%s', (_, breaks) => {
		expect(breaking(ALL, breaks)).toEqual([]);
	});
});

describe('a top-level field', () => {
	it('is required unless it has a default value', () => {
		const isEmpty = (/** @type {Property} */ { default: value }) =>
			value === '' ||
			(typeof value === 'object' && value !== null && 'value' in value && !value.value);
		/** @param {Property} field */
		const isForgotten = (field) =>
			!field.required &&
			!NO_INPUT.includes(field.type) &&
			!MAY_BE_EMPTY.includes(field.name) &&
			isEmpty(field);
		expect(breaking(TOP, isForgotten)).toEqual([]);
	});

	it('is not a JSON field', () => {
		expect(breaking(TOP, ({ type }) => type === 'json')).toEqual([]);
	});
});
