import { requestIdOf, retryAfter, serverTimeOf } from '../../../nodes/CapillaryBadges/api/headers';

const NOON = 'Fri, 27 Nov 2026 12:00:00 GMT';

const response = (headers: Record<string, unknown>) => ({ status: 429, headers, text: '' });

describe('retryAfter', () => {
	it.each<[string, unknown, number | undefined]>([
		['seconds', '7', 7000],
		['zero', '0', 0],
		['parts of a second', '0.25', 250],
		['seconds with blanks around', ' 7 ', 7000],
		['a date', 'Fri, 27 Nov 2026 12:00:30 GMT', 30_000],
		['a date that is over', 'Fri, 27 Nov 2026 11:59:59 GMT', undefined],
		['this very moment', NOON, undefined],
		['less than nothing', '-5', undefined],
		['a date without a name of a month or day', '2026-11-27 12:00:30', undefined],
		['no time', 'soon', undefined],
		['blanks', ' ', undefined],
		['no text', 7, undefined],
		['nothing', undefined, undefined],
	])('reads %s: %j', (_, value, wait) => {
		expect(retryAfter(response({ 'Retry-After': value, date: NOON }))).toBe(wait);
	});

	it("counts a date by the node's clock when the response has none", () => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOON));
		const wait = retryAfter(response({ 'retry-after': 'Fri, 27 Nov 2026 12:01:00 GMT' }));
		expect(wait).toBe(60_000);
		jest.restoreAllMocks();
	});
});

describe('serverTimeOf', () => {
	it.each<[unknown, number | undefined]>([
		[NOON, Date.parse(NOON)],
		['Fri, 27 Nov 1999 12:00:00 GMT', undefined],
		['Fri, 99 Nov 2026 12:00:00 GMT', undefined],
		['2026-11-27T12:00:00Z', undefined],
		[undefined, undefined],
	])('reads %j', (date, time) => {
		expect(serverTimeOf(response({ DATE: date }))).toBe(time);
	});
});

describe('requestIdOf', () => {
	it('takes the first of two headers that has a value', () => {
		const both = { 'x-cap-request-id': 'one', 'x-cap-requestid': 'two' };
		expect(requestIdOf(response(both))).toBe('one');
		expect(requestIdOf(response({ ...both, 'x-cap-request-id': ' ' }))).toBe('two');
	});

	it('returns nothing without one', () => {
		expect(requestIdOf(response({}))).toBeUndefined();
		expect(requestIdOf(response({ 'x-cap-request-id': ['one'] }))).toBeUndefined();
	});
});
