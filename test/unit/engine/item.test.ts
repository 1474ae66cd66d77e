import { itemWith, TIMEZONE } from '../resources/itemWith';

/** An item, the third of its run, whose parameter `field` holds this. */
const holding = (value: unknown) => itemWith({ field: value }, 2);
const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

/** What an item throws that refuses its field 'Label', telling why and what to do next. */
const refusal = (why: string, next: string) =>
	expect.objectContaining({
		name: 'NodeOperationError',
		message: `'Label' ${why} [Item 2]`,
		description: next,
		context: expect.objectContaining({ itemIndex: 2 }),
	});

const OPTIONS = ['a', 'b'].map((value) => ({ name: value, value }));

describe('A text', () => {
	it.each([
		[' a b ', 'a b'],
		['\u202a+44 7700\u202c', '+44 7700'],
		['\u200ba\u200bb\u00a0', 'a\u200bb'],
		['\u200b', ''],
		['', ''],
		[null, ''],
		[undefined, ''],
		[0, '0'],
		[-7, '-7'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	])('reads %j as %j', (held, text) => {
		expect(holding(held).text('field', 'Label')).toBe(text);
	});

	it.each([1.5, NaN, true, {}, ['a']])('refuses %j', (held) => {
		expect(() => holding(held).text('field', 'Label')).toThrow(
			refusal('is neither text nor a whole number', 'Map a single value to it.'),
		);
	});

	it('refuses a text that was cut off within a character', () => {
		expect(holding('a 🏅').text('field', 'Label')).toBe('a 🏅');
		expect(() => holding('a 🏅'.slice(0, -1)).text('field', 'Label')).toThrow(
			refusal('holds half a character', 'The text was cut off within it; correct it.'),
		);
	});

	it('refuses a number that has lost digits', () => {
		expect(() => holding(2 ** 53).text('field', 'Label')).toThrow(
			refusal('is a number too long to be exact', 'Pass it as text.'),
		);
	});

	it('is refused when it is empty and required', () => {
		expect(holding(' a ').required('field', 'Label')).toBe('a');
		expect(() => holding(' ').required('field', 'Label')).toThrow(
			refusal('is empty', 'Fill it, or check the expression in it.'),
		);
	});
});

describe('A choice', () => {
	it('is one of the options', () => {
		expect(holding(' b ').choice('field', 'Label', OPTIONS)).toBe('b');
		expect(() => holding('c').choice('field', 'Label', OPTIONS)).toThrow(
			refusal("holds 'c', which is not a choice", 'Use one of: a, b.'),
		);
	});

	it.each([
		[
			['b', 'a'],
			['b', 'a'],
		],
		['b, a', ['b', 'a']],
		['a,,b', ['a', 'b']],
		['', []],
		[null, []],
	])('of several reads %j as %j', (held, chosen) => {
		expect(holding(held).choices('field', 'Label', OPTIONS)).toEqual(chosen);
	});

	it.each([[['a', 'c']], ['a, c']])('of several is refused when one is none, as in %j', (held) => {
		expect(() => holding(held).choices('field', 'Label', OPTIONS)).toThrow(
			refusal("holds 'c', which is not a choice", 'Use one of: a, b.'),
		);
	});
});

describe('A switch', () => {
	it.each([
		[true, true],
		[' TRUE ', true],
		[false, false],
		['False', false],
	])('reads %j as %j', (held, yes) => {
		expect(holding(held).yesOrNo('field', 'Label')).toBe(yes);
	});

	it.each(['yes', '', 1, null, undefined])('refuses %j', (held) => {
		expect(() => holding(held).yesOrNo('field', 'Label')).toThrow(
			refusal('is neither true nor false', 'Switch it on or off.'),
		);
	});
});

describe('A whole number', () => {
	it.each([2, 5, '3'])('takes %j from 2 to 5', (held) => {
		expect(holding(held).wholeNumber('field', 'Label', 2, 5)).toBe(Number(held));
	});

	it.each([1, 6, '2.5', 'many'])('refuses %j from 2 to 5', (held) => {
		expect(() => holding(held).wholeNumber('field', 'Label', 2, 5)).toThrow(
			refusal('must be a whole number from 2 to 5', 'Correct it.'),
		);
	});
});

describe('A date', () => {
	it.each([
		['2026-03-15T11:20:00', '2026-03-15T11:20:00.000+05:30'],
		['2026-03-15', '2026-03-15T00:00:00.000+05:30'],
		[' 2026-03-15', '2026-03-15T00:00:00.000+05:30'],
		['2026-03-15 11:20', '2026-03-15T11:20:00.000+05:30'],
		['2026-03-15T11', '2026-03-15T11:00:00.000+05:30'],
		['2026-03-15T11:20:00.5-04:00', '2026-03-15T11:20:00.500-04:00'],
		['2026-03-15T11:20:00.123456Z', '2026-03-15T11:20:00.123Z'],
		['2026-03-15T11:20:00+05', '2026-03-15T11:20:00.000+05:00'],
		['2026-03-15 11:20:00 UTC', '2026-03-15T11:20:00.000+00:00'],
		['2026-03-15 11:20:00 +0000', '2026-03-15T11:20:00.000Z'],
		['2026-03-15 11:20:00 America/New_York', '2026-03-15T11:20:00.000-04:00'],
		['2026-03-15T11:20:00-04:00[America/New_York]', '2026-03-15T11:20:00.000-04:00'],
		['', ''],
		[null, ''],
		[undefined, ''],
	])(`reads %j in ${TIMEZONE} as %j`, (held, date) => {
		expect(holding(held).dateTime('field', 'Label')).toBe(date);
	});

	it('keeps the moment that it names by an offset', () => {
		for (const held of ['2026-03-15T05:50:00Z', new Date('2026-03-15T05:50:00Z')]) {
			const date = holding(held).dateTime('field', 'Label');
			expect(new Date(date).toISOString()).toBe('2026-03-15T05:50:00.000Z');
		}
	});

	it.each([
		...[
			'12',
			'on 2026-03-15',
			'12026-03-15',
			'2026-99-99',
			1773553800,
			20260315,
			2026,
			true,
			{},
			['2026-03-15'],
		],
		// These JavaScript takes for another day, or for a time in the time zone of the server.
		...['2026-02-30', '2026-06-31T10:00:00Z', '2026-', '2026-3-15', '2026-03-15 11:20 PM'],
		...['2026-03-15, 11:20', '2026-03-15 1:20', '15 March 2026'],
	])('refuses %j', (held) => {
		expect(() => holding(held).dateTime('field', 'Label')).toThrow(
			refusal('is not a date', 'Pick a date, or use one like 2026-03-15T11:20:00+05:30.'),
		);
	});

	it('is refused when it is empty and required', () => {
		const item = holding('2026-03-15');
		expect(item.requiredDate('field', 'Label')).toBe(item.dateTime('field', 'Label'));
		expect(() => holding('').requiredDate('field', 'Label')).toThrow(
			refusal('is empty', 'Pick a date.'),
		);
	});
});

describe('A collection', () => {
	it('is read like parameters, locators by their value, what is not in it as empty', () => {
		const fields = holding({ badge: locator('x'), rank: 3, since: null }).collection(
			'field',
			'Label',
		);
		expect(['badge', 'rank', 'since', 'gone'].map((name) => fields.text(name, name))).toEqual([
			'x',
			'3',
			'',
			'',
		]);
		expect(['badge', 'rank', 'since', 'gone'].map((name) => fields.has(name))).toEqual([
			true,
			true,
			false,
			false,
		]);
		expect(fields.dateTime('gone', 'Label')).toBe('');
		expect(fields.index).toBe(2);
	});

	it('that is not there has no fields', () => {
		expect(holding(undefined).collection('field', 'Label').has('badge')).toBe(false);
	});

	it.each(['text', 7, [[]]])('is refused when it is something else: %j', (held) => {
		expect(() => holding(held).collection('field', 'Label')).toThrow(
			refusal('is not a collection of fields', 'Fill its fields one by one.'),
		);
	});

	it.each([
		['a list', { rows: [{ id: 'a' }, { id: 'b' }] }, ['a', 'b']],
		['a single entry', { rows: { id: 'a' } }, ['a']],
		['nothing', {}, []],
	])('of entries holds %s', (_, held, ids) => {
		const entries = holding(held).entries('field', 'rows', 'Label');
		expect(entries.map((entry) => entry.text('id', 'ID'))).toEqual(ids);
	});

	it.each(['a', null])('of entries is refused when one of them is none: %j', (row) => {
		expect(() => holding({ rows: [row] }).entries('field', 'rows', 'Label')).toThrow(
			refusal('is not a collection of fields', 'Fill its fields one by one.'),
		);
	});
});
