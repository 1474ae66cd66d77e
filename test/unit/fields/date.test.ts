import { dateField, optionalDateField } from '../../../nodes/CapillaryBadges/fields/date';
import { itemWith, mapped, TIMEZONE } from '../resources/itemWith';
import { holding, refusal } from './holding';

const DATE = { displayName: 'Label', name: 'field', type: 'dateTime' as const, default: '' };
const date = dateField(DATE);
const optionalDate = optionalDateField(DATE);
const endOfDay = dateField(DATE, { dayEnds: true });

/** The error for text that is not a date. */
const NO_DATE = [
	'is not a date',
	'Pick a date, or use one like 2026-03-15T11:20:00+05:30.',
] as const;
const A_NUMBER = [
	'is a number, which can count seconds, milliseconds or days',
	'Turn it into a date, such as {{ DateTime.fromSeconds($json.date) }} or {{ DateTime.fromMillis($json.date) }}.',
] as const;

describe('a date', () => {
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
		// Times that occur twice, with the offset that says which one.
		['2026-10-25T02:30:00+02:00[Europe/Berlin]', '2026-10-25T02:30:00.000+02:00'],
		['2026-10-25T02:30:00+01:00[Europe/Berlin]', '2026-10-25T02:30:00.000+01:00'],
	])(`is read from %j in ${TIMEZONE} as %j`, (held, expected) => {
		expect(date.read(holding(held))).toBe(expected);
		expect(optionalDate.read(holding(mapped(held)))).toBe(expected);
	});

	it('keeps the moment that its offset names', () => {
		for (const held of ['2026-03-15T05:50:00Z', new Date('2026-03-15T05:50:00Z')]) {
			const moment = date.read(holding(held));
			expect(new Date(moment).toISOString()).toBe('2026-03-15T05:50:00.000Z');
		}
	});

	it('without a time is the start of its day, or the end with dayEnds', () => {
		const item = holding('2026-03-15');
		expect(endOfDay.read(item)).toBe('2026-03-15T23:59:59.000+05:30');
		const atNoon = holding('2026-03-15T12:00');
		expect(endOfDay.read(atNoon)).toBe('2026-03-15T12:00:00.000+05:30');
	});

	it('without a time is read on a day that starts at one o’clock', () => {
		const item = itemWith({ field: '2026-04-24' }, { timezone: 'Africa/Cairo' });
		expect(date.read(item)).toBe('2026-04-24T01:00:00.000+03:00');
	});

	it.each([
		...['on 2026-03-15', '12026-03-15', '2026-99-99', 'soon', true, {}, ['2026-03-15']],
		...[new Date('soon'), '2026-03-15T11:20:00+25:00', '2026-03-15T24:00:00', '2026-03-15T11:60'],
		// JavaScript reads these as another day, or in the time zone of the server.
		...['2026-02-30', '2026-06-31T10:00:00Z', '2026-', '2026-3-15', '2026-03-15 11:20 PM'],
		...['2026-03-15, 11:20', '2026-03-15 1:20', '15 March 2026'],
	])('is refused: %j', (held) => {
		expect(() => date.read(holding(held))).toThrow(refusal(...NO_DATE));
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
	])('is refused as a number, which can count different things: %j', (held) => {
		expect(() => date.read(holding(held))).toThrow(refusal(...A_NUMBER));
	});

	it.each(['BST', 'CST', 'IST', 'EST', 'Japan'])(
		'is refused with the time zone %s, which has several meanings',
		(zone) => {
			for (const written of [` ${zone}`, `[${zone}]`]) {
				expect(() => date.read(holding(`2026-03-15T11:20:00${written}`))).toThrow(
					refusal(
						`names the time zone '${zone}', and such a short name can mean several`,
						'Use an offset such as +05:30, or a name such as Asia/Kolkata.',
					),
				);
			}
		},
	);

	it('is refused with a time zone that does not exist', () => {
		expect(() => date.read(holding('2026-03-15 11:20 Mars/Base'))).toThrow(
			refusal("has the time zone 'Mars/Base', which does not exist", NO_DATE[1]),
		);
	});

	it.each(['Not/AZone', 'local', ''])(
		"without a time zone is refused when the workflow's is %j",
		(timezone) => {
			const item = (field: string) => itemWith({ field }, { index: 2, timezone });
			for (const held of ['2026-03-15', '2026-03-15T11:20:00']) {
				expect(() => date.read(item(held))).toThrow(
					refusal(
						`has no time zone, and the one of the workflow, '${timezone}', does not exist`,
						"Choose the 'Timezone' in the settings of the workflow, or use a date with an offset.",
					),
				);
			}
			expect(date.read(item('2026-03-15T11:20:00Z'))).toBe('2026-03-15T11:20:00.000Z');
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
	])('is refused when it is %s in Europe/Berlin', (held, why, next) => {
		const item = itemWith({ field: held }, { index: 2, timezone: 'Europe/Berlin' });
		expect(() => date.read(item)).toThrow(refusal(why, next));
	});

	it('is refused when it is longer than a date', () => {
		expect(() => date.read(holding(`2026-03-15${' '.repeat(100)}T`))).toThrow(
			refusal('is longer than a date: it has 111 characters', NO_DATE[1]),
		);
	});

	it.each(['', ' ', mapped(''), undefined, null])('is refused when it is empty: %j', (held) => {
		expect(() => date.read(holding(held))).toThrow(
			refusal('is empty', 'Pick a date, or check the expression in it.'),
		);
	});
});
