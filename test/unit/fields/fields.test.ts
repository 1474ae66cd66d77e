import { booleanField } from '../../../nodes/CapillaryBadges/fields/boolean';
import { choiceField, choicesField } from '../../../nodes/CapillaryBadges/fields/choice';
import { collectionField } from '../../../nodes/CapillaryBadges/fields/collection';
import { dateField, optionalDateField } from '../../../nodes/CapillaryBadges/fields/date';
import type { Input } from '../../../nodes/CapillaryBadges/fields/input';
import { listField } from '../../../nodes/CapillaryBadges/fields/list';
import { numberField } from '../../../nodes/CapillaryBadges/fields/number';
import {
	anyValueField,
	clearableTextField,
	optionalTextField,
	textField,
} from '../../../nodes/CapillaryBadges/fields/text';
import { variantField } from '../../../nodes/CapillaryBadges/fields/variant';
import { itemWith, mapped } from '../resources/itemWith';
import { holding, refusal } from './holding';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

const OPTIONS = ['a', 'b'].map((value) => ({ name: value, value }));
const LABEL = { displayName: 'Label', name: 'field' };

const TEXT = { ...LABEL, type: 'string' as const, default: '' };
const clearableText = clearableTextField(TEXT);
const text = textField(TEXT);
const optionalText = optionalTextField(TEXT);
const anyValue = anyValueField(TEXT);
const choice = choiceField({ ...LABEL, type: 'options', options: OPTIONS, default: 'a' });
const choices = choicesField({ ...LABEL, type: 'multiOptions', options: OPTIONS, default: [] });
const yesOrNo = booleanField({ ...LABEL, type: 'boolean', default: false });
const fromTwoToFive = numberField(
	{ ...LABEL, type: 'number', default: 2, typeOptions: { minValue: 2 } },
	{ max: 5 },
);
const DATE = { ...LABEL, type: 'dateTime' as const, default: '' };
const date = dateField(DATE);
const optionalDate = optionalDateField(DATE);
const collection = collectionField<{ name: string; field: string }>(
	{ ...LABEL, type: 'collection', default: {} },
	{ name: clearableTextField({ ...TEXT, displayName: 'Name', name: 'name' }), field: text },
);
const list = listField<{ id: string }>(
	{ ...LABEL, type: 'fixedCollection', default: {} },
	{ name: 'rows' },
	{ id: textField({ displayName: 'ID', name: 'id', type: 'string', default: '' }) },
);

describe('a text', () => {
	it.each([
		[' a b ', 'a b'],
		['\u202a+44 7700\u202c', '+44 7700'],
		['\u200ba\u200bb\u00a0', 'a\u200bb'],
		['\u200b', ''],
		['\ufeff\u00ada\u200d', 'a'],
		['', ''],
		[null, ''],
		[undefined, ''],
		[mapped(''), ''],
		[0, '0'],
		[-7, '-7'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	])('is read from %j as %j', (held, expected) => {
		expect(clearableText.read(holding(held))).toBe(expected);
	});

	it.each([1.5, NaN, true, {}, ['a']])('is refused: %j', (held) => {
		expect(() => clearableText.read(holding(held))).toThrow(
			refusal('is neither text nor a whole number', 'Map a single value to it.'),
		);
	});

	it('is refused when it ends within a character', () => {
		expect(clearableText.read(holding('a 🏅'))).toBe('a 🏅');
		expect(() => clearableText.read(holding('a 🏅'.slice(0, -1)))).toThrow(
			refusal('contains a broken character', 'The text was cut within a character. Correct it.'),
		);
	});

	it('is refused as a number that has lost digits', () => {
		expect(() => clearableText.read(holding(2 ** 53))).toThrow(
			refusal('is a number too long to be exact', 'Pass it as text.'),
		);
	});

	it('is refused when it is too long', () => {
		expect(clearableText.read(holding('a'.repeat(10_000)))).toHaveLength(10_000);
		expect(() => clearableText.read(holding('a'.repeat(10_001)))).toThrow(
			refusal('is too long: it has 10001 characters', 'Shorten it to 10000 characters or less.'),
		);
	});

	it('is refused when it is empty and required', () => {
		expect(text.read(holding(' a '))).toBe('a');
		expect(() => text.read(holding(' '))).toThrow(
			refusal('is empty', 'Fill it, or check the expression in it.'),
		);
	});
});

describe('a choice', () => {
	it('is one of the options', () => {
		expect(choice.read(holding(' b '))).toBe('b');
		expect(() => choice.read(holding('c'))).toThrow(refusal("cannot be 'c'", 'Use one of: a, b.'));
	});

	it.each([
		[
			['b', 'a'],
			['b', 'a'],
		],
		['b, a', ['b', 'a']],
		['a,,b', ['a', 'b']],
	])('of several is read from %j as %j', (held, chosen) => {
		expect(choices.read(holding(held))).toEqual(chosen);
	});

	it.each(['', [], [''], null])('of several is refused when it is empty: %j', (held) => {
		expect(() => choices.read(holding(held))).toThrow(
			refusal('is empty', 'Choose at least one, or remove the field.'),
		);
	});

	it('of several is refused when one is not text', () => {
		expect(() => choices.read(holding([7]))).toThrow(
			refusal('contains something that is not a choice', 'Use one of: a, b.'),
		);
	});

	it.each([[['a', 'c']], ['a, c']])('of several is refused when one is unknown: %j', (held) => {
		expect(() => choices.read(holding(held))).toThrow(
			refusal("cannot be 'c'", 'Use one of: a, b.'),
		);
	});
});

describe('a switch', () => {
	it.each([
		[true, true],
		[' TRUE ', true],
		[false, false],
		['False', false],
	])('is read from %j as %j', (held, yes) => {
		expect(yesOrNo.read(holding(held))).toBe(yes);
	});

	it.each(['yes', '', 1, null, undefined])('is refused: %j', (held) => {
		expect(() => yesOrNo.read(holding(held))).toThrow(
			refusal('is neither true nor false', 'Switch it on or off.'),
		);
	});
});

describe('a whole number', () => {
	it.each([2, 5, '3', '3.0'])('accepts %j from 2 to 5', (held) => {
		expect(fromTwoToFive.read(holding(held))).toBe(Number(held));
	});

	it.each([1, 6, '2.5', '3e0', '0x3', '1,000', 'many'])('is refused from 2 to 5: %j', (held) => {
		expect(() => fromTwoToFive.read(holding(held))).toThrow(
			refusal('must be a whole number from 2 to 5', 'Correct it.'),
		);
	});
});

describe('a field that may be left empty', () => {
	it.each(['', ' ', null, undefined])('is empty when the user leaves it empty: %j', (held) => {
		expect(optionalText.read(holding(held))).toBe('');
		expect(optionalDate.read(holding(held))).toBe('');
	});

	it.each(['', null, undefined])('is empty when an agent leaves it empty: %j', (value) => {
		const item = itemWith({ field: mapped(value) }, { isTool: true });
		expect(optionalText.read(item)).toBe('');
		expect(optionalDate.read(item)).toBe('');
	});

	it.each(['', ' '])('is refused when an expression gives %j', (value) => {
		expect(() => optionalText.read(holding(mapped(value)))).toThrow("'Label' is empty");
		expect(() => optionalDate.read(holding(mapped(value)))).toThrow("'Label' is empty");
	});
});

/** Every way to read a field, with the fallback that its error suggests. */
const READINGS: Array<[string, string, (item: Input) => unknown]> = [
	...Object.entries({
		...{ clearableText, text, optionalText, anyValue, choice, choices, yesOrNo },
		...{ fromTwoToFive, collection, list },
	}).map(([name, field]): [string, string, (item: Input) => unknown] => [
		name,
		"{{ $json.name ?? 'a value' }}",
		(item) => field.read(item),
	]),
	['date', '{{ $json.date ?? $now }}', (item) => date.read(item)],
	['optionalDate', '{{ $json.date ?? $now }}', (item) => optionalDate.read(item)],
	['collection of an item', "{{ $json.name ?? 'a value' }}", (item) => item.collection(LABEL)],
	['entries of an item', "{{ $json.name ?? 'a value' }}", (item) => item.entries(LABEL, 'rows')],
];

describe.each(READINGS)('an expression without a value, read by %s', (_, fallback, read) => {
	const expected = refusal(
		'is empty: its expression gives no value',
		`Check the expression, such as the name of a column in it. If some items have no value, give it one for them, as in ${fallback}, or remove the field.`,
	);

	it.each([undefined, null])('is refused: %j', (value) => {
		expect(() => read(holding(mapped(value)))).toThrow(expected);
		expect(() => read(holding({ field: mapped(value) }).collection(LABEL))).toThrow(expected);
		expect(() => read(holding(mapped({ field: value })).collection(LABEL))).toThrow(expected);
	});

	it.each([undefined, null])('counts as not given when it comes from an agent: %j', (value) => {
		const item = itemWith({ field: mapped({ field: value }) }, { isTool: true });
		expect(item.collection(LABEL).has({ name: 'field' })).toBe(false);
	});
});

describe('a value that is stored as text', () => {
	it.each([
		[true, 'true'],
		[false, 'false'],
		[0, '0'],
		[2.5, '2.5'],
		[-7, '-7'],
		['', ''],
		[' a ', 'a'],
	])('is read from %j as %j', (held, expected) => {
		expect(anyValue.read(holding(held))).toBe(expected);
	});

	it.each([NaN, Infinity, 2 ** 53, 1e-9, {}, ['a']])('is refused: %j', (held) => {
		expect(() => anyValue.read(holding(held))).toThrow(/^'Label' is .* \[Item 2\]$/);
	});
});

it('errors show only the start of a long value', () => {
	const long = `${'a'.repeat(78)}🏅${'b'.repeat(1000)}`;
	expect(() => choice.read(holding(long))).toThrow(
		`'Label' cannot be '${'a'.repeat(78)}🏅… (1000 more characters)' [Item 2]`,
	);
});

describe('a collection', () => {
	it('is read like parameters: locators by their value, missing fields as empty', () => {
		for (const held of [
			{ badge: locator('x'), rank: 3 },
			mapped({ badge: locator('x'), rank: 3 }),
		]) {
			const fields = holding(held).collection(LABEL);
			expect(
				['badge', 'rank', 'gone'].map((name) => fields.text({ name, displayName: name })),
			).toEqual(['x', '3', '']);
			expect(['badge', 'rank', 'gone'].map((name) => fields.has({ name }))).toEqual([
				true,
				true,
				false,
			]);
			expect(optionalText.read(fields)).toBe('');
			expect(optionalDate.read(fields)).toBe('');
			expect(fields.index).toBe(2);
		}
	});

	it('has no fields when it is missing', () => {
		expect(holding(undefined).collection(LABEL).has({ name: 'badge' })).toBe(false);
	});

	it.each(['text', '', 7, [[]], new Date(0)])(
		'is refused when it is something else: %j',
		(held) => {
			for (const value of [held, mapped(held)]) {
				expect(() => holding(value).collection(LABEL)).toThrow(
					refusal('is not a collection of fields', 'Fill its fields one by one.'),
				);
			}
		},
	);

	it('has no fields when an agent leaves it out', () => {
		const item = itemWith({ field: mapped(undefined) }, { isTool: true });
		expect(item.collection(LABEL).has({ name: 'badge' })).toBe(false);
	});

	it.each([
		['a list', { rows: [{ id: 'a' }, { id: mapped('b') }] }, ['a', 'b']],
		['a list by an expression', { rows: mapped([{ id: 'a' }, { id: 'b' }]) }, ['a', 'b']],
		['a single entry', { rows: { id: 'a' } }, ['a']],
		['nothing', { rows: [] }, []],
	])('of entries is read from %s', (_, held, ids) => {
		for (const value of [held, mapped(held)]) {
			const entries = holding(value).entries(LABEL, 'rows');
			expect(entries.map((entry) => entry.text({ name: 'id', displayName: 'ID' }))).toEqual(ids);
		}
	});

	it.each([{}, mapped({})])('of entries is refused without a list', (held) => {
		expect(() =>
			holding({ list: held })
				.collection(LABEL)
				.entries({ ...LABEL, name: 'list' }, 'rows'),
		).toThrow(refusal('is empty', 'Add an entry, or remove the field.'));
	});

	it('of entries is refused when an agent leaves it out, because that would empty the list', () => {
		const item = itemWith({ field: { rows: mapped(undefined) } }, { isTool: true });
		expect(() => item.entries(LABEL, 'rows')).toThrow("'Label' is not a collection of fields");
	});

	it.each(['a', null])('of entries is refused when one entry is invalid: %j', (row) => {
		expect(() => holding({ rows: [row] }).entries(LABEL, 'rows')).toThrow(
			refusal('is not a collection of fields', 'Fill its fields one by one.'),
		);
	});
});

describe('the fields of a collection', () => {
	it('are read when they were added', () => {
		expect(collection.read(holding({ name: ' a ', field: 'b' }))).toEqual({
			name: 'a',
			field: 'b',
		});
		expect(collection.read(holding({ name: '' }))).toEqual({ name: '' });
		expect(collection.read(holding({}))).toEqual({});
		expect(collection.read(holding(undefined))).toEqual({});
	});

	it('are refused one by one', () => {
		expect(() => collection.read(holding({ name: 'a', field: '' }))).toThrow(
			refusal('is empty', 'Fill it, or check the expression in it.'),
		);
	});

	it('are sorted by label in the editor', () => {
		const [{ options = [] }] = collection.properties;
		expect(options.map((option) => ('displayName' in option ? option.displayName : ''))).toEqual([
			'Label',
			'Name',
		]);
	});
});

describe('a list', () => {
	it('has the fields of each entry', () => {
		expect(list.read(holding({ rows: [{ id: ' a ' }, { id: 'b' }] }))).toEqual([
			{ id: 'a' },
			{ id: 'b' },
		]);
		expect(list.read(holding(undefined))).toEqual([]);
	});

	it('is refused for a field of one entry', () => {
		expect(() => list.read(holding({ rows: [{ id: 'a' }, { id: '' }] }))).toThrow(
			"'ID' is empty [Item 2]",
		);
	});

	it('has several entries in the editor, with the label of the list', () => {
		expect(list.properties).toMatchObject([
			{
				...{ name: 'field', typeOptions: { multipleValues: true } },
				options: [{ name: 'rows', displayName: 'Label', values: [{ name: 'id' }] }],
			},
		]);
	});
});

describe('a choice with further fields', () => {
	const id = textField({ displayName: 'ID', name: 'id', type: 'string', default: '' });
	const note = textField({ displayName: 'Note', name: 'note', type: 'string', default: '' });
	const property = {
		...{ ...LABEL, type: 'options' as const, default: 'one' as const },
		options: [
			{ name: 'One', value: 'one' as const },
			{ name: 'Two', value: 'two' as const },
			{ name: 'None', value: 'none' as const },
		],
	};
	const variant = variantField(property, { one: { id }, two: { id, remark: note }, none: {} });

	it.each([
		['one', { kind: 'one', id: 'a' }],
		['two', { kind: 'two', id: 'a', remark: 'b' }],
		['none', { kind: 'none' }],
	])('reads only the fields of %s', (field, expected) => {
		expect(variant.read(itemWith({ field, id: 'a', note: 'b' }))).toEqual(expected);
	});

	it('refuses an unknown choice', () => {
		expect(() => variant.read(holding('three'))).toThrow(
			refusal("cannot be 'three'", 'Use one of: one, two, none.'),
		);
	});

	it('shows each field once, for the values that have it', () => {
		expect(
			variant.properties.map(({ name, displayOptions }) => [name, displayOptions?.show]),
		).toEqual([
			['field', undefined],
			['id', { field: ['one', 'two'] }],
			['note', { field: ['two'] }],
		]);
	});
});
