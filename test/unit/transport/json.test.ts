import { parseJson } from '../../../nodes/CapillaryBadges/transport/json';

describe('parseJson', () => {
	it('keeps every digit of a 64-bit id, as text', () => {
		expect(parseJson('{"customerId":9223372036854775807}')).toEqual({
			customerId: '9223372036854775807',
		});
	});

	it.each([
		['ids that a number holds exactly', '{"id":566135941,"big":9007199254740991}'],
		['seconds with decimals', '{"on":1716803487.000000000,"off":1.704904101782875E9}'],
		[
			'long digits inside texts',
			'{"id":"12345678901234567890","note":"a \\"99999999999999999999\\" b"}',
		],
		[
			'large numbers with an exponent',
			'[12345678901234567e3, 12345678901234567E+12, -12345678901234567e-3]',
		],
		['large numbers with a fraction', '[12345678901234567.25, 12345678901234567.5e10]'],
		['an exponent with many digits', '[1e0000000000000000001, 1.5e-99999999999999999999]'],
		['fractions with many digits', '[0.12345678901234567890123, -1.5e300]'],
	])('reads %s like JSON.parse', (_, text) => {
		expect(parseJson(text)).toEqual(JSON.parse(text));
	});

	it('reads texts of any length', () => {
		const long = 'x'.repeat(20_000_000);
		expect((parseJson(`{"note":"${long}"}`) as { note: string }).note).toHaveLength(long.length);
	});

	it('refuses what is not JSON', () => {
		expect(() => parseJson('<html></html>')).toThrow(SyntaxError);
	});
});
