import fc from 'fast-check';

import {
	parseExactJson,
	parseJson,
	readExactJson,
	writeJson,
} from '../../../nodes/CapillaryBadges/api/json';

describe('parseJson', () => {
	it('keeps every digit of a 64-bit ID, as text', () => {
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

	it('reads text of any length', () => {
		const long = 'x'.repeat(20_000_000);
		expect((parseJson(`{"note":"${long}"}`) as { note: string }).note).toHaveLength(long.length);
	});

	it('refuses text that is not JSON', () => {
		expect(() => parseJson('<html></html>')).toThrow(SyntaxError);
	});

	it.each([
		['lists', '['.repeat(200_000) + ']'.repeat(200_000)],
		['objects', '{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000)],
	])('refuses %s nested 200,000 deep', (_, text) => {
		expect(() => parseJson(text)).toThrow('nested more than 500 deep');
		expect(readExactJson(text)).toBeUndefined();
	});

	it.each([
		['quotation marks that never close', '"'.repeat(1_000_001)],
		['strings that never close', '{"a":"' + '\\"'.repeat(500_000)],
		['digits', '1'.repeat(1_000_000) + 'x'],
		['backslashes', `"${'\\'.repeat(1_000_000)}`],
		['a long number', '['.repeat(400) + '1'.repeat(1_000_000) + ']'.repeat(400)],
		['many backslashes in a string', `["${'\\'.repeat(1_000_000)}",1234567890123456789]`],
	])('ends soon with a million %s', (_, text) => {
		readExactJson(text);
		expect(() => {
			try {
				parseJson(text);
			} catch (error) {
				expect(error).toBeInstanceOf(SyntaxError);
			}
		}).not.toThrow();
	});
});

describe('parseExactJson and writeJson', () => {
	it.each([
		['64-bit numbers', '{"id":9223372036854775807,"least":-9223372036854775808}'],
		['long decimals', '{"startOn":1716803487.000000000,"rate":0.10,"big":1.704904101782875E9}'],
		['numbers beyond any float', '[1e400,-0,0.1234567890123456789012345]'],
		['nulls and empty things', '{"a":null,"b":[],"c":{},"d":"","e":[null]}'],
		[
			'names of built-in properties',
			'{"__proto__":{"id":1.0},"constructor":2,"toString":null,"hasOwnProperty":false}',
		],
		['texts', '{"a \\"b\\" \\\\":"[1.0, {}] \\u2028 12345678901234567890","é":"\\n"}'],
	])('return %s unchanged', (_, text) => {
		const escaped = text.replace('\\u2028', '\u2028');
		expect(writeJson(parseExactJson(text))).toBe(escaped);
	});

	it('accept spaces between all parts', () => {
		const text = ' { "a" : [ 1.0 , { } , [ ] ] ,\n\t"b" :\r true } ';
		expect(writeJson(parseExactJson(text))).toBe('{"a":[1.0,{},[]],"b":true}');
	});

	it('leave out undefined values', () => {
		expect(writeJson({ a: undefined, b: [undefined], c: 1 })).toBe('{"b":[null],"c":1}');
	});

	it('agree with JSON.parse on any JSON', () => {
		fc.assert(
			fc.property(fc.json({ maxDepth: 5 }), (text) => {
				expect(JSON.parse(writeJson(parseExactJson(text)))).toEqual(JSON.parse(text));
			}),
		);
	});
});
