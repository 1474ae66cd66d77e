import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { parameterReader } from '../../../nodes/CapillaryBadges/fields/parameterReader';

/** A node whose field holds this, run for these items; n8n answers 'n8n 0', 'n8n 1' and so on. */
function reading(held: unknown, items: IDataObject[]) {
	const { reader, asked } = readerOf(held, items);
	return { values: items.map((_, index) => reader.read('field', index)), asked };
}

/** The reader of such a node. */
function readerOf(held: unknown, items: IDataObject[]) {
	const asked: number[] = [];
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
			asked.push(index);
			return `n8n ${index}`;
		},
	};
	return { reader: parameterReader(context as unknown as IExecuteFunctions), asked };
}

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

describe('Fields of many items', () => {
	it.each([
		['text', 'abc'],
		['a number', 7],
		['nothing', null],
		['a locator', locator('abc')],
	])('that hold %s for every item are read once', (_, held) => {
		const { values, asked } = reading(held, [{}, {}, {}]);

		expect(values).toEqual(['n8n 0', 'n8n 0', 'n8n 0']);
		expect(asked).toEqual([0]);
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
	])('that hold the reference %j are looked up in the item', (held, json, value) => {
		const { values, asked } = reading(held, [json as IDataObject, json as IDataObject]);

		expect(values).toEqual([value, value]);
		expect(asked).toEqual([]);
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
	])('that hold %j are left to n8n', (held) => {
		const { values, asked } = reading(held, [{ customer: 1 }, { customer: 2 }]);

		expect(values).toEqual(['n8n 0', 'n8n 1']);
		expect(asked).toEqual([0, 1]);
	});

	it.each([{}, { customer: null }, { customer: { id: 1 } }, { customer: [1] }])(
		'that refer to what is no text and no number, as in %j, are left to n8n',
		(json) => {
			const { values } = reading('={{ $json.customer }}', [{ customer: 'a' }, json as IDataObject]);

			expect(values).toEqual(['a', 'n8n 1']);
		},
	);

	it('that n8n reads are read once for each item, however often they are asked for', () => {
		const { reader, asked } = readerOf('={{ $json.customer + 1 }}', [{}, {}]);
		for (const index of [0, 0, 1, 1]) expect(reader.read('field', index)).toBe(`n8n ${index}`);
		expect(asked).toEqual([0, 1]);
	});

	it('that refer to what lies in nothing are left to n8n', () => {
		const { values } = reading('={{ $json.crm.id }}', [{ crm: { id: 'a' } }, { crm: null }]);

		expect(values).toEqual(['a', 'n8n 1']);
	});

	it('are not taken from what every object has', () => {
		const { values } = reading('={{ $json.constructor.name }}', [{}, {}]);

		expect(values).toEqual(['n8n 0', 'n8n 1']);
	});

	it('are left to n8n for a single item', () => {
		const { values, asked } = reading('={{ $json.customer }}', [{ customer: 'a' }]);

		expect(values).toEqual(['n8n 0']);
		expect(asked).toEqual([0]);
	});
});
