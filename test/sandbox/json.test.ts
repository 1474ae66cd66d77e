import { JsonNumber, readJson, writeJson } from '../../sandbox/http/json';

describe('readJson', () => {
	it.each([
		['a whole number beyond a float', '{"id":9223372036854775807}', { id: '9223372036854775807' }],
		['digits in a text', '["12345678901234567890"]', ['12345678901234567890']],
		[
			'digits after an escaped quote',
			'["a \\" 99999999999999999999 \\\\", 7]',
			['a " 99999999999999999999 \\', 7],
		],
		[
			'numbers that a float holds',
			'[566135941,-1.5,12345678901234567e3]',
			[566135941, -1.5, 12345678901234567e3],
		],
	])('reads %s', (_what, text, value) => {
		expect(readJson(text)).toEqual(value);
	});

	it('reads strings of any length', () => {
		const long = 'x'.repeat(20_000_000);
		expect((readJson(`{"note":"${long}"}`) as { note: string }).note).toHaveLength(long.length);
	});

	it('throws when the text is not JSON', () => {
		expect(() => readJson('<html></html>')).toThrow(SyntaxError);
	});
});

describe('writeJson', () => {
	it('writes numbers with all their digits', () => {
		const id = new JsonNumber('9223372036854775807');
		const on = new JsonNumber('1716803487.000000000');
		expect(writeJson({ id, on, text: '7' })).toBe(
			'{"id":9223372036854775807,"on":1716803487.000000000,"text":"7"}',
		);
	});
});
