import { itemWith, mapped, TIMEZONE } from '../resources/itemWith';

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
		['\ufeff\u00ada\u200d', 'a'],
		['', ''],
		[null, ''],
		[undefined, ''],
		[mapped(''), ''],
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

	it('is refused when it is longer than a field can be', () => {
		expect(holding('a'.repeat(10_000)).text('field', 'Label')).toHaveLength(10_000);
		expect(() => holding('a'.repeat(10_001)).text('field', 'Label')).toThrow(
			refusal('is too long: it has 10001 characters', 'Shorten it to 10000 characters or less.'),
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
	])('of several reads %j as %j', (held, chosen) => {
		expect(holding(held).choices('field', 'Label', OPTIONS)).toEqual(chosen);
	});

	it.each(['', [], [''], null])('of several is refused when there is none, as in %j', (held) => {
		expect(() => holding(held).choices('field', 'Label', OPTIONS)).toThrow(
			refusal('is empty', 'Choose at least one, or remove the field.'),
		);
	});

	it('of several is refused when one is no text', () => {
		expect(() => holding([7]).choices('field', 'Label', OPTIONS)).toThrow(
			refusal('holds something that is not a choice', 'Use one of: a, b.'),
		);
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
	it.each([2, 5, '3', '3.0'])('takes %j from 2 to 5', (held) => {
		expect(holding(held).wholeNumber('field', 'Label', 2, 5)).toBe(Number(held));
	});

	it.each([1, 6, '2.5', '3e0', '0x3', '1,000', 'many'])('refuses %j from 2 to 5', (held) => {
		expect(() => holding(held).wholeNumber('field', 'Label', 2, 5)).toThrow(
			refusal('must be a whole number from 2 to 5', 'Correct it.'),
		);
	});
});

/** What each of these dates cannot be. */
const NO_DATE = [
	'is not a date',
	'Pick a date, or use one like 2026-03-15T11:20:00+05:30.',
] as const;
const A_NUMBER = [
	'is a number, which can count seconds, milliseconds or days',
	'Turn it into a date, such as {{ DateTime.fromSeconds($json.date) }} or {{ DateTime.fromMillis($json.date) }}.',
] as const;

describe('A date', () => {
	it.each([
		['2026-03-15T11:20:00', '2026-03-15T11:20:00.000+05:30'],
		['2026-03-15', '2026-03-15T00:00:00.000+05:30'],
		[' 2026-03-15', '2026-03-15T00:00:00.000+05:30'],
		['2026-03-15 11:20', '2026-03-15T11:20:00.000+05:30'],
		['2026-03-15T11', '2026-03-15T11:00:00.000+05:30'],
		['2026-03-15t11:20:00z', '2026-03-15T11:20:00.000Z'],
		['2026-03-15T11:20:00.5-04:00', '2026-03-15T11:20:00.500-04:00'],
		['2026-03-15T11:20:00,5-0400', '2026-03-15T11:20:00.500-04:00'],
		['2026-03-15T11:20:00.123456Z', '2026-03-15T11:20:00.123Z'],
		['2026-03-15T11:20:00+05', '2026-03-15T11:20:00.000+05:00'],
		['2026-03-15 11:20:00 UTC', '2026-03-15T11:20:00.000Z'],
		['2026-03-15T11:20:00 GMT', '2026-03-15T11:20:00.000Z'],
		['2026-03-15 11:20:00 +0000', '2026-03-15T11:20:00.000Z'],
		['2026-03-15 11:20:00 America/New_York', '2026-03-15T11:20:00.000-04:00'],
		['2026-03-15T11:20:00 America/New_York', '2026-03-15T11:20:00.000-04:00'],
		['2026-03-15T11:20:00[America/New_York]', '2026-03-15T11:20:00.000-04:00'],
		['2026-03-15T11:20:00-04:00[America/New_York]', '2026-03-15T11:20:00.000-04:00'],
		// Shown twice, and told apart by the offset.
		['2026-10-25T02:30:00+02:00[Europe/Berlin]', '2026-10-25T02:30:00.000+02:00'],
		['2026-10-25T02:30:00+01:00[Europe/Berlin]', '2026-10-25T02:30:00.000+01:00'],
	])(`reads %j in ${TIMEZONE} as %j`, (held, date) => {
		expect(holding(held).requiredDate('field', 'Label')).toBe(date);
		expect(holding(mapped(held)).optionalDate('field', 'Label')).toBe(date);
	});

	it('keeps the moment that it names by an offset', () => {
		for (const held of ['2026-03-15T05:50:00Z', new Date('2026-03-15T05:50:00Z')]) {
			const date = holding(held).requiredDate('field', 'Label');
			expect(new Date(date).toISOString()).toBe('2026-03-15T05:50:00.000Z');
		}
	});

	it('without a time is the start of its day, or the end where that is asked for', () => {
		const item = holding('2026-03-15');
		expect(item.requiredDate('field', 'Label', { dayEnds: true })).toBe(
			'2026-03-15T23:59:59.000+05:30',
		);
		const atNoon = holding('2026-03-15T12:00');
		expect(atNoon.requiredDate('field', 'Label', { dayEnds: true })).toBe(
			'2026-03-15T12:00:00.000+05:30',
		);
	});

	it('without a time is read where a day starts at one o’clock', () => {
		const item = itemWith({ field: '2026-04-24' }, { timezone: 'Africa/Cairo' });
		expect(item.requiredDate('field', 'Label')).toBe('2026-04-24T01:00:00.000+03:00');
	});

	it.each([
		...['on 2026-03-15', '12026-03-15', '2026-99-99', 'soon', true, {}, ['2026-03-15']],
		...[new Date('soon'), '2026-03-15T11:20:00+25:00', '2026-03-15T24:00:00', '2026-03-15T11:60'],
		// These JavaScript takes for another day, or for a time in the time zone of the server.
		...['2026-02-30', '2026-06-31T10:00:00Z', '2026-', '2026-3-15', '2026-03-15 11:20 PM'],
		...['2026-03-15, 11:20', '2026-03-15 1:20', '15 March 2026'],
	])('refuses %j', (held) => {
		expect(() => holding(held).requiredDate('field', 'Label')).toThrow(refusal(...NO_DATE));
	});

	it.each([
		1773553800,
		1773553800000,
		20260315,
		2026,
		46096,
		'12',
		'1773553800',
		'1773553800000',
		'46096.5',
	])('refuses the number %j, which can count different things', (held) => {
		expect(() => holding(held).requiredDate('field', 'Label')).toThrow(refusal(...A_NUMBER));
	});

	it.each(['BST', 'CST', 'IST', 'EST', 'Japan'])(
		'refuses the time zone %s, which has several meanings',
		(zone) => {
			for (const written of [` ${zone}`, `[${zone}]`]) {
				expect(() =>
					holding(`2026-03-15T11:20:00${written}`).requiredDate('field', 'Label'),
				).toThrow(
					refusal(
						`names the time zone '${zone}', and such a short name can mean several`,
						'Use an offset such as +05:30, or a name such as Asia/Kolkata.',
					),
				);
			}
		},
	);

	it('refuses a time zone that does not exist', () => {
		expect(() => holding('2026-03-15 11:20 Mars/Base').requiredDate('field', 'Label')).toThrow(
			refusal("has the time zone 'Mars/Base', which does not exist", NO_DATE[1]),
		);
	});

	it.each(['Not/AZone', 'local', ''])(
		'without a time zone is refused where that of the workflow is %j',
		(timezone) => {
			const item = (field: string) => itemWith({ field }, { index: 2, timezone });
			for (const held of ['2026-03-15', '2026-03-15T11:20:00']) {
				expect(() => item(held).requiredDate('field', 'Label')).toThrow(
					refusal(
						`has no time zone, and the one of the workflow, '${timezone}', does not exist`,
						"Choose the 'Timezone' in the settings of the workflow, or use a date with an offset.",
					),
				);
			}
			expect(item('2026-03-15T11:20:00Z').requiredDate('field', 'Label')).toBe(
				'2026-03-15T11:20:00.000Z',
			);
		},
	);

	it.each([
		[
			'2026-03-29T02:30:00',
			'is a time that Europe/Berlin does not have on that day, because its clocks are put forward',
			'Use another time, or a date with an offset.',
		],
		[
			'2026-10-25T02:30',
			'is a time that Europe/Berlin has twice on that day, because its clocks are put back',
			'Use a date with an offset, such as 2026-03-15T11:20:00+05:30.',
		],
		[
			'2026-03-15T11:20:00+05:30[Europe/Berlin]',
			'has the offset +05:30, which is not that of Europe/Berlin',
			'Remove one of the two.',
		],
	])('refuses %s in Europe/Berlin', (held, why, next) => {
		const item = itemWith({ field: held }, { index: 2, timezone: 'Europe/Berlin' });
		expect(() => item.requiredDate('field', 'Label')).toThrow(refusal(why, next));
	});

	it('is refused when it is longer than a date', () => {
		expect(() => holding(`2026-03-15${' '.repeat(100)}T`).requiredDate('field', 'Label')).toThrow(
			refusal('is longer than a date: it has 111 characters', NO_DATE[1]),
		);
	});

	it.each(['', ' ', mapped(''), undefined, null])('is refused when it is empty: %j', (held) => {
		expect(() => holding(held).requiredDate('field', 'Label')).toThrow(
			refusal('is empty', 'Pick a date, or check the expression in it.'),
		);
	});
});

describe('A field that may be left empty', () => {
	it.each(['', ' ', null, undefined])('by hand is empty: %j', (held) => {
		expect(holding(held).optional('field', 'Label')).toBe('');
		expect(holding(held).optionalDate('field', 'Label')).toBe('');
	});

	it.each(['', null, undefined])('by an agent is empty: %j', (value) => {
		const item = itemWith({ field: mapped(value) }, { isTool: true });
		expect(item.optional('field', 'Label')).toBe('');
		expect(item.optionalDate('field', 'Label')).toBe('');
	});

	it.each(['', ' '])('is refused when an expression brings %j', (value) => {
		expect(() => holding(mapped(value)).optional('field', 'Label')).toThrow("'Label' is empty");
		expect(() => holding(mapped(value)).optionalDate('field', 'Label')).toThrow("'Label' is empty");
	});
});

/** Every way to read a field, by the fallback that its text proposes. */
const READINGS: Array<[string, string, (item: ReturnType<typeof itemWith>) => unknown]> = [
	['text', "{{ $json.name ?? 'a value' }}", (item) => item.text('field', 'Label')],
	['required', "{{ $json.name ?? 'a value' }}", (item) => item.required('field', 'Label')],
	['optional', "{{ $json.name ?? 'a value' }}", (item) => item.optional('field', 'Label')],
	['valueAsText', "{{ $json.name ?? 'a value' }}", (item) => item.valueAsText('field', 'Label')],
	['choice', "{{ $json.name ?? 'a value' }}", (item) => item.choice('field', 'Label', OPTIONS)],
	['choices', "{{ $json.name ?? 'a value' }}", (item) => item.choices('field', 'Label', OPTIONS)],
	['yesOrNo', "{{ $json.name ?? 'a value' }}", (item) => item.yesOrNo('field', 'Label')],
	[
		'wholeNumber',
		"{{ $json.name ?? 'a value' }}",
		(item) => item.wholeNumber('field', 'Label', 1, 9),
	],
	['requiredDate', '{{ $json.date ?? $now }}', (item) => item.requiredDate('field', 'Label')],
	['optionalDate', '{{ $json.date ?? $now }}', (item) => item.optionalDate('field', 'Label')],
	['collection', "{{ $json.name ?? 'a value' }}", (item) => item.collection('field', 'Label')],
	['entries', "{{ $json.name ?? 'a value' }}", (item) => item.entries('field', 'rows', 'Label')],
];

describe.each(READINGS)('An expression that gives no value, read by %s', (_, fallback, read) => {
	const told = refusal(
		'is empty: its expression gives no value',
		`Check the expression, such as the name of a column in it. If some items have no value, give it one for them, as in ${fallback}, or remove the field.`,
	);

	it.each([undefined, null])('is refused: %j', (value) => {
		expect(() => read(holding(mapped(value)))).toThrow(told);
		expect(() => read(holding({ field: mapped(value) }).collection('field', 'Label'))).toThrow(
			told,
		);
		expect(() => read(holding(mapped({ field: value })).collection('field', 'Label'))).toThrow(
			told,
		);
	});

	it.each([undefined, null])('counts as not given by an agent: %j', (value) => {
		const item = itemWith({ field: mapped({ field: value }) }, { isTool: true });
		expect(item.collection('field', 'Label').has('field')).toBe(false);
	});
});

describe('A value that is kept as text', () => {
	it.each([
		[true, 'true'],
		[false, 'false'],
		[0, '0'],
		[2.5, '2.5'],
		[-7, '-7'],
		['', ''],
		[' a ', 'a'],
	])('reads %j as %j', (held, text) => {
		expect(holding(held).valueAsText('field', 'Label')).toBe(text);
	});

	it.each([NaN, Infinity, 2 ** 53, 1e-9, {}, ['a']])('refuses %j', (held) => {
		expect(() => holding(held).valueAsText('field', 'Label')).toThrow(/^'Label' is .* \[Item 2\]$/);
	});
});

it('A long value is shown by its beginning', () => {
	const long = `${'a'.repeat(78)}🏅${'b'.repeat(1000)}`;
	expect(() => holding(long).choice('field', 'Label', OPTIONS)).toThrow(
		`'Label' holds '${'a'.repeat(78)}🏅… (1000 more characters)', which is not a choice [Item 2]`,
	);
});

describe('A collection', () => {
	it('is read like parameters, locators by their value, what is not in it as empty', () => {
		for (const held of [
			{ badge: locator('x'), rank: 3 },
			mapped({ badge: locator('x'), rank: 3 }),
		]) {
			const fields = holding(held).collection('field', 'Label');
			expect(['badge', 'rank', 'gone'].map((name) => fields.text(name, name))).toEqual([
				'x',
				'3',
				'',
			]);
			expect(['badge', 'rank', 'gone'].map((name) => fields.has(name))).toEqual([
				true,
				true,
				false,
			]);
			expect(fields.optionalDate('gone', 'Label')).toBe('');
			expect(fields.index).toBe(2);
		}
	});

	it('that is not there has no fields', () => {
		expect(holding(undefined).collection('field', 'Label').has('badge')).toBe(false);
	});

	it.each(['text', '', 7, [[]], new Date(0)])(
		'is refused when it is something else: %j',
		(held) => {
			for (const value of [held, mapped(held)]) {
				expect(() => holding(value).collection('field', 'Label')).toThrow(
					refusal('is not a collection of fields', 'Fill its fields one by one.'),
				);
			}
		},
	);

	it('that an agent does not give has no fields', () => {
		const item = itemWith({ field: mapped(undefined) }, { isTool: true });
		expect(item.collection('field', 'Label').has('badge')).toBe(false);
	});

	it.each([
		['a list', { rows: [{ id: 'a' }, { id: mapped('b') }] }, ['a', 'b']],
		['a list by an expression', { rows: mapped([{ id: 'a' }, { id: 'b' }]) }, ['a', 'b']],
		['a single entry', { rows: { id: 'a' } }, ['a']],
		['nothing', { rows: [] }, []],
	])('of entries holds %s', (_, held, ids) => {
		for (const value of [held, mapped(held)]) {
			const entries = holding(value).entries('field', 'rows', 'Label');
			expect(entries.map((entry) => entry.text('id', 'ID'))).toEqual(ids);
		}
	});

	it.each([{}, mapped({})])('of entries is refused when it has no list', (held) => {
		expect(() =>
			holding({ list: held }).collection('field', 'x').entries('list', 'rows', 'Label'),
		).toThrow(refusal('is empty', 'Add an entry, or remove the field.'));
	});

	it('of entries is refused when an agent gives none, which would empty the list', () => {
		const item = itemWith({ field: { rows: mapped(undefined) } }, { isTool: true });
		expect(() => item.entries('field', 'rows', 'Label')).toThrow(
			"'Label' is not a collection of fields",
		);
	});

	it.each(['a', null])('of entries is refused when one of them is none: %j', (row) => {
		expect(() => holding({ rows: [row] }).entries('field', 'rows', 'Label')).toThrow(
			refusal('is not a collection of fields', 'Fill its fields one by one.'),
		);
	});
});
