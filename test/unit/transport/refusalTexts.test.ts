import type { Refusal } from '../../../nodes/CapillaryBadges/transport/call';
import { explain } from '../../../nodes/CapillaryBadges/transport/refusalTexts';

const capillary = (refusal: Partial<Refusal>) =>
	explain({ cause: 'capillary', message: 'X', status: 400, ...refusal });

/** Every code of the error tables in Capillary's badge pages, and the general ones that they can bring. */
const DOCUMENTED = [
	404, 705, 714, 715, 716, 717, 720, 722, 723, 724, 725, 727, 728, 732, 733, 735, 737, 738, 740,
	741, 742, 744, 745, 746, 750, 801, 803, 804, 809, 810, 811, 812, 813, 814, 815, 816, 826, 1020,
	1026, 1028, 900, 1039, 1040, 1051, 1054, 1060, 4000, 4001, 8015, 999999,
];

describe('explain', () => {
	it.each(DOCUMENTED)('tells code %d in words of its own, with a remedy', (code) => {
		const { why, next } = capillary({ code });
		expect(why).not.toContain("says 'X'");
		expect(why).not.toMatch(/\.$/);
		expect(next).toMatch(/\.$/);
		expect(`${why} ${next}`).not.toMatch(/error|problem|failure|mistake|invalid/i);
	});

	it('quotes Capillary where the code is new', () => {
		expect(capillary({ code: 4711, message: 'Moon is full' }).why).toBe(
			"Capillary says 'Moon is full'",
		);
	});

	it('tells a missing badge from a customer who is not enrolled, both 404', () => {
		expect(capillary({ code: 404, message: 'Passed badge is not found' }).why).toMatch(/no badge/);
		const message = "Customer doesn't have issue instance";
		expect(capillary({ code: 404, message }).why).toMatch(/not enrolled/);
	});

	it('knows the refusal that comes without a code', () => {
		expect(capillary({ message: "issue doesn't belong to customer" }).why).toMatch(
			/another customer/,
		);
	});

	it('says that it is in doubt when the answer was lost', () => {
		const { next } = explain({ cause: 'unanswered', message: 'no answer' });
		expect(next).toMatch(/may have been carried out/);
	});

	it('is not in doubt about a call that only reads', () => {
		for (const cause of ['unanswered', 'unreadable'] as const) {
			const { next } = explain({ cause, message: 'no answer', status: 200, readOnly: true });
			expect(next).toMatch(/^Nothing was changed\./);
		}
	});

	it.each([200, 500, 502, 504])('is in doubt about a web page under HTTP %d', (status) => {
		const { next } = explain({ cause: 'unreadable', status, message: 'a web page' });
		expect(next).toMatch(/may have been carried out/);
	});

	it.each([403, 404, 503, 521])("takes a web page under HTTP %d for a proxy's", (status) => {
		const { next } = explain({ cause: 'unreadable', status, message: 'a web page' });
		expect(next).toMatch(/any proxy between n8n and Capillary/);
	});

	it('tells a customer who has none of a badge from an earned badge that is gone', () => {
		const none = capillary({ code: 814, message: 'the customer has none of this badge' });
		expect(none.why).toMatch(/has not earned this badge/);
	});

	it('does not take the web page of a firewall for Capillary', () => {
		const { why } = explain({ cause: 'unreadable', status: 403, message: 'a web page (HTTP 403)' });
		expect(why).toContain('a web page');
	});
});
