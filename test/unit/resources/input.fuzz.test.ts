import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';

import { customerBy } from '../../../nodes/CapillaryBadges/fields/customerForms';
import { readDate } from '../../../nodes/CapillaryBadges/fields/dateTime';
import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { findOperation, properties } from '../../../nodes/CapillaryBadges/resources';
import { itemWith, mapped } from './itemWith';
import { readRow } from './operation';

// Values from people, sheets and expressions are refused before anything is sent, or read as a
// careful person reads them: never as another customer, as everything or as nothing.

const ID = '653ddb33b3cda7078c7c68e9';

/** A valid value for each field without a valid default. */
const VALID: Record<string, unknown> = {
	...{ badge: ID, badgeGroup: ID, customField: ID, earnedBadge: ID, issueId: ID },
	...{ customer: '62090013', referenceId: '123', activeClaim: 'Loyalty 123', name: 'Summer' },
	...{ startOn: '2030-01-01', expiresOn: '2030-02-01', owners: ['Loyalty'] },
	...{ earnEventDate: '2026-01-01', earnExpiresOn: '2026-02-01' },
	...{ updateFields: { name: 'Summer' } },
	...{ earnedBadgeExpiryDate: '2030-01-01', issuedBadgeExpiryDate: '2030-01-01' },
};

/** Fields for which an empty text is a value, or that may be left out. */
const CAN_BE_EMPTY = ['Description', 'Default Value', 'Value', 'File Handle', 'Images Name', 'URL'];

/** A field of an operation. */
interface Place {
	operation: Operation;
	field: INodeProperties;
	label: string;
	/** The parameters that show the field, with this value in it. */
	with(value: unknown): Record<string, unknown>;
}

const valueFor = ({ name, default: usual }: INodeProperties) => VALID[name] ?? usual;

/** The values of other fields that show this one. */
function shownBy({ displayOptions }: INodeProperties): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).map(([name, values]) => [name, values?.[0]]),
	);
}

function placesOf(operation: Operation): Place[] {
	const { properties: fields } = operation;
	const parameters = Object.fromEntries(fields.map((field) => [field.name, valueFor(field)]));
	if (parameters.customerIdentifier === 'email') parameters.customer = 'tom@example.com';
	return fields
		.filter(({ type }) => type !== 'notice')
		.filter(({ name }) => name !== 'options' || hasOwnOptions(operation))
		.flatMap((field) => {
			const around = { ...parameters, ...shownBy(field) };
			return placesIn(operation, field, (value) => ({ ...around, [field.name]: value }));
		});
}

/**
 * Whether items have options of their own. Other operations only have options of the run, which are
 * not read for each item.
 */
function hasOwnOptions({ properties: fields }: Operation): boolean {
	const [{ options = [] } = { options: [] }] = fields.filter(({ name }) => name === 'options');
	return options.some(({ name }) => name === 'requestId');
}

const OF_THE_RUN = [
	...['concurrency', 'callsPerMinute', 'batchSize', 'alreadyDone', 'maxRetries', 'dryRun'],
	...['timeout', 'lookUpTogether', 'includeInputFields', 'inputFieldNames'],
];

function placesIn(
	operation: Operation,
	field: INodeProperties,
	put: (value: unknown) => Record<string, unknown>,
	within = '',
): Place[] {
	const { displayName, options = [] } = field;
	if (field.type === 'hidden') return [];
	if (field.type === 'collection') {
		return (options as INodeProperties[])
			.filter(({ name }) => field.name !== 'options' || !OF_THE_RUN.includes(name))
			.flatMap((inner) =>
				placesIn(operation, inner, (value) => put({ [inner.name]: value }), displayName),
			);
	}
	if (field.type === 'fixedCollection') {
		const [{ name: list, values }] = options as Array<{ name: string; values: INodeProperties[] }>;
		const entry = Object.fromEntries(values.map((inner) => [inner.name, valueFor(inner)]));
		if ('url' in entry) entry.url = 'https://cdn.example.com/badge.png';
		return values.flatMap((inner) =>
			placesIn(
				operation,
				inner,
				(value) => put({ [list]: [{ ...entry, ...shownBy(inner), [inner.name]: value }] }),
				displayName,
			),
		);
	}
	const label = within === 'Images' && displayName === 'Name' ? 'Images Name' : displayName;
	return [{ operation, field, label, with: put }];
}

/** Every operation of the node. */
const OPERATIONS = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) => {
		const [resource] = displayOptions!.show!.resource as string[];
		return options.map((option) => {
			const { value } = option as { value: string };
			return { name: `${resource} ${value}`, operation: findOperation(resource, value)! };
		});
	});

/** The row that an operation reads, as text, or the error. */
function read(
	{ operation, with: put }: Place,
	value: unknown,
): { row: string } | { error: string } {
	try {
		return { row: JSON.stringify(readRow(operation, itemWith(put(value)))) };
	} catch (error) {
		return { error: (error as Error).message };
	}
}

function validFor(field: INodeProperties): unknown {
	const [first] = (field.options ?? []) as Array<{ value: unknown }>;
	switch (field.type) {
		case 'dateTime':
			return field.name.startsWith('start') || field.name === 'earnEventDate'
				? '2025-01-01'
				: '2031-01-01';
		case 'options':
			return first.value;
		case 'multiOptions':
			return [first.value];
		case 'boolean':
		case 'number':
			return field.default;
		default:
			return VALID[field.name] ?? (field.name === 'defaultTillId' ? '7' : 'Terms');
	}
}

const PLACES = OPERATIONS.map(({ name, operation }) => ({ name, places: placesOf(operation) }));

/** Values that no field accepts. */
const NONSENSE = [
	NaN,
	Infinity,
	{ a: 1 },
	[1, 2],
	[[]],
	new Date('soon'),
	() => 1,
	'x'.repeat(20_000),
];

it('all fields of all operations are tested', () => {
	const count = PLACES.reduce((sum, { places }) => sum + places.length, 0);
	expect(PLACES.length).toBeGreaterThanOrEqual(25);
	expect(count).toBeGreaterThan(200);
});

describe.each(PLACES.filter(({ places }) => places.length > 0))('$name', ({ places }) => {
	it.each(places)('$label: accepts a valid value', (place) => {
		const { field } = place;
		// Its valid values depend on each other.
		if (['customerIdentifier', 'customer'].includes(field.name)) return;
		expect(read(place, validFor(field))).toHaveProperty('row');
	});

	it.each(places)('$label: refuses a missing value by name', (place) => {
		const { field, label } = place;
		for (const value of [undefined, null]) {
			const result = read(place, field.type === 'resourceLocator' ? locator(value) : mapped(value));
			expect(result).toEqual({
				error: expect.stringContaining(`'${label.replace('Images ', '')}' is empty`),
			});
		}
	});

	it.each(places)('$label: refuses an empty value by name, or reads it as empty', (place) => {
		for (const value of ['', '  ', '\u200b']) {
			const result = read(place, mapped(value));
			if ('row' in result) expect(CAN_BE_EMPTY).toContain(place.label);
			else expect(result.error).toMatch(/^'[^']+' .*\[Item 0\]$/);
		}
	});

	it.each(places)('$label: refuses values that no field accepts', (place) => {
		for (const value of NONSENSE) expect(read(place, mapped(value))).toHaveProperty('error');
	});

	it.each(places)('$label: reads booleans and numbers unchanged, or refuses them', (place) => {
		for (const value of [true, false, 0, 0.5]) {
			const result = read(place, mapped(value));
			if ('row' in result && place.field.type !== 'boolean')
				expect(result.row).toContain(String(value));
		}
	});

	it.each(places)('$label: reads a date as its moment, or refuses it', (place) => {
		const result = read(place, mapped(new Date('2030-01-15T12:00:00Z')));
		if (!('row' in result)) return;
		expect(place.field.type).toBe('dateTime');
		const dates = result.row.match(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g) ?? [];
		expect(dates.map(Date.parse)).toContain(Date.UTC(2030, 0, 15, 12));
	});
});

/** A resource locator whose expression gives this value. */
function locator(value: unknown) {
	return { __rl: true, mode: 'id', value: mapped(value) };
}

const digit = fc.constantFrom(...'0123456789');
const digits = (min: number, max: number) =>
	fc
		.tuple(
			fc.constantFrom(...'123456789'),
			fc.array(digit, { minLength: min - 1, maxLength: max - 1 }),
		)
		.map(([first, rest]) => first + rest.join(''));

/** How spreadsheets, CSV files and people write a number. */
const DECORATIONS: Array<(number: string) => string> = [
	(number) => number,
	(number) => `+${number}`,
	(number) => `00${number}`,
	(number) => ` '${number}`,
	(number) => `="${number}"`,
	(number) => `"${number}"`,
	(number) => `${number}.0`,
	(number) => `${number},00`,
	(number) => number.replace(/\B(?=(\d{3})+$)/g, ','),
	(number) => `${number.replace(/\B(?=(\d{3})+$)/g, '.')},0`,
	(number) => Number(number).toExponential().toUpperCase(),
	(number) => Number(number).toExponential(5).toUpperCase(),
	(number) => Number(number).toExponential(9).toUpperCase(),
	(number) => `+${number.slice(0, 2)} (${number.slice(2, 5)}) ${number.slice(5)}`,
	(number) => `+${number.slice(0, 2)} (0)${number.slice(2)}`,
	(number) => `+${number.slice(0, 2)}-${number.slice(2, 7)}-${number.slice(7)}`,
	(number) => `${number.slice(0, 5)}.${number.slice(5)}`,
	(number) => `\u202a${number.slice(0, 4)}\u200b${number.slice(4)}\u202c`,
];
/** Changes after which it is no longer one number, or another one. */
const CHANGES: Array<(number: string) => string> = [
	(number) => `${number}.5`,
	(number) => `${number}.25`,
	(number) => `${number} (2)`,
	(number) => `${number}-1`,
	(number) => `-${number}`,
	(number) => `${number},${number}`,
	(number) => `${number}E+2`,
	(number) => `${number}x`,
];

it.each(['mobile', 'customerId', 'cardNumber'] as const)(
	"never reads a %s as somebody else's, whatever is around its digits",
	(identifier) => {
		const property = fc.property(
			digits(10, 15),
			fc.constantFrom(...DECORATIONS),
			(number, decorate) => {
				const typed = decorate(number).trim();
				const result = customerBy(identifier, typed);
				// A card number can be any text, so other text is sent unchanged.
				const allowed = identifier === 'cardNumber' ? [number, typed] : [number];
				if (result.status === 'read') expect(allowed).toContain(result.value.value);
			},
		);
		fc.assert(property, { numRuns: 3000 });
	},
);

it.each(['mobile', 'customerId'] as const)(
	'refuses a %s with more than a number in it',
	(identifier) => {
		const property = fc.property(digits(10, 15), fc.constantFrom(...CHANGES), (number, change) => {
			expect(customerBy(identifier, change(number))).toHaveProperty('status', 'refused');
		});
		fc.assert(property, { numRuns: 2000 });
	},
);

it('reads a date as the local time of its zone, or refuses it', () => {
	const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Africa/Cairo', 'UTC'];
	const moments = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2029, 0) });
	const property = fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
		const written = new Date(moment).toISOString().slice(0, 19);
		const result = readDate(written, zone);
		if (result.status !== 'read') return;
		const shown = new Date(result.value).toLocaleString('sv', { timeZone: zone });
		expect(shown.replace(' ', 'T')).toBe(written);
	});
	fc.assert(property, { numRuns: 2000 });
});
