import { isoTime } from '../../../nodes/CapillaryBadgesTrigger/eventTime';

const time = '2023-10-03T06:42:02.450Z';

test.each([
	['milliseconds, as in the published sample', 1696315322450],
	['seconds with decimals', 1696315322.45],
	['microseconds', 1696315322450000],
	['nanoseconds', 1696315322450000000],
	['milliseconds as text', ' 1696315322450 '],
	['E-notation', '1.69631532245E12'],
	['ISO 8601 in UTC', '2023-10-03T06:42:02.450Z'],
	['ISO 8601 with an offset', '2023-10-03T12:12:02.450+05:30'],
	['an offset without a colon', '2023-10-03T12:12:02.450+0530'],
	['an offset of hours', '2023-10-03 08:42:02.450 +02'],
])('reads %s', (_what, value) => {
	expect(isoTime(value)).toBe(time);
});

test.each([
	['an ISO time without a zone', '2023-10-03T06:42:02'],
	['a day without a time', '2023-10-03'],
	['a day that does not exist', '2023-02-30T06:42:02Z'],
	['a month that does not exist', '2023-13-01T06:42:02Z'],
	['an hour that does not exist', '2023-10-03T25:42:02Z'],
	['a time before 2001', 978307199],
	['a time after 2100', 4133980800],
	['a small number', 0],
	['a negative number', -1696315322450],
	['text', 'yesterday'],
	['an empty text', ''],
	['a long text', '1'.repeat(1_000_000)],
	['not a number', NaN],
	['an object', { seconds: 1 }],
	['a boolean', true],
	['null', null],
	['undefined', undefined],
])('leaves %s unchanged', (_what, value) => {
	expect(isoTime(value)).toBe(value);
});
