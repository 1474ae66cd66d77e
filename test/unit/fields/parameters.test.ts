import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { parameterReader } from '../../../nodes/CapillaryBadges/fields/parameterReader';

/**
 * Reads a field with this value for these items. n8n evaluates it to 'n8n 0', 'n8n 1' and so on.
 */
function reading(held: unknown, items: IDataObject[]) {
	const { reader, evaluated } = readerOf(held, items);
	return { values: items.map((_, index) => reader.read('field', index)), evaluated };
}

/** The reader of such a node. */
function readerOf(held: unknown, items: IDataObject[]) {
	const evaluated: number[] = [];
	const context = {
		getNode: () => ({ type: 'capillaryBadges' }),
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (
			_name: string,
			index: number,
			_fallback: unknown,
			options: { rawExpressions?: boolean; extractValue?: boolean },
		) => {
			if (options.rawExpressions) return held;
			if (!options.extractValue) return locator(held);
			evaluated.push(index);
			return `n8n ${index}`;
		},
	};
	return { reader: parameterReader(context as unknown as IExecuteFunctions), evaluated };
}

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

describe('a field of many items', () => {
	it.each([
		['text', 'abc'],
		['a number', 7],
		['nothing', null],
		['a locator', locator('abc')],
	])('is read once when it has %s for every item', (_, held) => {
		const { values, evaluated } = reading(held, [{}, {}, {}]);

		expect(values).toEqual(['n8n 0', 'n8n 0', 'n8n 0']);
		expect(evaluated).toEqual([0]);
	});

	it.each([
		['={{ $json.customer }}', { customer: 62090013 }, 62090013],
		['={{$json.customer}}', { customer: '62090013' }, '62090013'],
		['={{ $json.crm.customer_id }}', { crm: { customer_id: 'a' } }, 'a'],
		['={{ $json["Customer ID"] }}', { 'Customer ID': 'a' }, 'a'],
		["={{ $json.crm['Customer ID'].id }}", { crm: { 'Customer ID': { id: 'a' } } }, 'a'],
		['={{ $json.customer }}', { customer: '' }, ''],
		['={{ $json.customer }}', { customer: false }, false],
		['={{ $json.customer }}', { customer: '={{ 1 }}' }, '={{ 1 }}'],
		[locator('={{ $json.customer }}'), { customer: 'a' }, 'a'],
		['=C{{ $json.customer }}', { customer: 7 }, 'C7'],
		['=order-{{ $json.crm["Order No."] }}/2 ', { crm: { 'Order No.': 'x' } }, 'order-x/2 '],
		['=Is: {{$json.customer}}', { customer: false }, 'Is: false'],
		[locator('=https://x/{{ $json.customer }}'), { customer: 'a' }, 'https://x/a'],
	])('with the reference %j is read from the item', (held, json, value) => {
		const { values, evaluated } = reading(held, [json as IDataObject, json as IDataObject]);

		expect(values).toEqual([value, value]);
		expect(evaluated).toEqual([]);
	});

	it.each([
		'={{ $json.customer }} ',
		'= {{ $json.customer }}',
		'=C={{ $json.customer }}',
		'=C\\{{ $json.customer }}',
		"=it's {{ $json.customer }}",
		'=C{{ $json.customer }}\n',
		'={{ $json.customer + 1 }}',
		'={{ $json.customer.trim() }}',
		'={{ $json.customer }}{{ $json.customer }}',
		'={{ $json[0] }}',
		'={{ $json }}',
		'={{ $("Rows").item.json.customer }}',
		{ one: 'abc', other: '={{ $json.customer }}' },
	])('with %j is evaluated by n8n', (held) => {
		const { values, evaluated } = reading(held, [{ customer: 1 }, { customer: 2 }]);

		expect(values).toEqual(['n8n 0', 'n8n 1']);
		expect(evaluated).toEqual([0, 1]);
	});

	it.each([{}, { customer: null }, { customer: { id: 1 } }, { customer: [1] }])(
		'with a reference to a value that is not text or a number, as in %j, is evaluated by n8n',
		(json) => {
			const { values } = reading('={{ $json.customer }}', [{ customer: 'a' }, json as IDataObject]);

			expect(values).toEqual(['a', 'n8n 1']);
		},
	);

	it('is evaluated once for each item', () => {
		const { reader, evaluated } = readerOf('={{ $json.customer + 1 }}', [{}, {}]);
		for (const index of [0, 0, 1, 1]) expect(reader.read('field', index)).toBe(`n8n ${index}`);
		expect(evaluated).toEqual([0, 1]);
	});

	it('with a reference into null is evaluated by n8n', () => {
		const { values } = reading('={{ $json.crm.id }}', [{ crm: { id: 'a' } }, { crm: null }]);

		expect(values).toEqual(['a', 'n8n 1']);
	});

	it('is not read from properties that every object has', () => {
		const { values } = reading('={{ $json.constructor.name }}', [{}, {}]);

		expect(values).toEqual(['n8n 0', 'n8n 1']);
	});

	it('is evaluated by n8n for a single item', () => {
		const { values, evaluated } = reading('={{ $json.customer }}', [{ customer: 'a' }]);

		expect(values).toEqual(['n8n 0']);
		expect(evaluated).toEqual([0]);
	});
});
