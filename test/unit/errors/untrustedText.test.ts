import { sanitizeText, sanitizeName } from '../../../nodes/CapillaryBadges/errors/untrustedText';

describe('sanitizeText', () => {
	it('leaves ordinary text of any language unchanged', () => {
		for (const text of ['Passed badge is not found', '徽章 – Größe & "Ruhm" 🏅', "it's 5 %"]) {
			expect(sanitizeText(text)).toBe(text);
		}
	});

	it('makes markup harmless', () => {
		const text = sanitizeText('<a href="https://phish.example.com">Sign in</a> <img src=x>');
		expect(text).not.toMatch(/[<>]/);
		expect(text).toContain('Sign in');
	});

	it.each([
		['line breaks', 'one\r\ntwo', /^one +two$/],
		['control characters', 'a\u0000\u001b[31mb\u007f', /^a +\[31mb$/],
		['marks that change the text direction', 'a\u202egpj.exe\u202c\u2066x', /^a gpj\.exe +x$/],
		['zero-width characters', 'a\u200bb\ufeffc\u00add', /^a b c d$/],
	])('removes %s', (_, text, shown) => {
		expect(sanitizeText(text)).toMatch(shown);
	});

	it('says how much of a long text it leaves out', () => {
		expect(sanitizeText('x'.repeat(1300))).toBe(`${'x'.repeat(300)}… (1000 more characters)`);
		expect(sanitizeText('x'.repeat(300))).toBe('x'.repeat(300));
	});

	it('does not split a character', () => {
		expect(sanitizeText('🏅'.repeat(200), 3)).toBe('🏅… (398 more characters)');
	});
});

test('limits names to 80 characters', () => {
	expect(sanitizeName('x'.repeat(81))).toBe(`${'x'.repeat(80)}… (1 more characters)`);
	expect(sanitizeName(5)).toBe('5');
});
