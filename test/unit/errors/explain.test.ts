import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { explain } from '../../../nodes/CapillaryBadges/errors/explain';
import { signInRefusal } from '../../../nodes/CapillaryBadges/errors/signInError';

const capillary = (refusal: Partial<Refusal>) =>
	explain({ cause: 'capillary', message: 'X', status: 400, ...refusal });

/** Every code in the error tables of Capillary's badge pages, and the general codes. */
const DOCUMENTED = [
	404, 705, 714, 715, 716, 717, 720, 722, 723, 724, 725, 727, 728, 732, 733, 735, 737, 738, 740,
	741, 742, 744, 745, 746, 750, 801, 803, 804, 809, 810, 811, 812, 813, 814, 815, 816, 826, 1020,
	1026, 1028, 1039, 1040, 1051, 1054, 1060, 4000, 4001, 8015, 999999,
];

describe('explain', () => {
	it.each(DOCUMENTED)('explains code %d in its own words, and says what to do', (code) => {
		const { why, next } = capillary({ code });
		expect(why).not.toContain("says 'X'");
		expect(why).toMatch(/^\S.*[^.]$/);
		expect(next).toMatch(/^[A-Z].*\.$/);
		expect(`${why} ${next}`).not.toMatch(/error|problem|failure|mistake|invalid/i);
	});

	it.each([816, 1020, 1028, 1040, 1060])(
		"does not explain code %d of another service with the badges' text",
		(code) => {
			const refusal = { code, message: 'No user', elsewhere: true as const };
			expect(capillary(refusal).why).toBe("Capillary says 'No user'");
		},
	);

	it.each([4000, 4001, 8015])('explains code %d of another service as usual', (code) => {
		expect(capillary({ code, elsewhere: true })).toEqual(capillary({ code }));
	});

	it('quotes Capillary for an unknown code', () => {
		expect(capillary({ code: 4711, message: 'Moon is full' }).why).toBe(
			"Capillary says 'Moon is full'",
		);
	});

	it('distinguishes a missing badge from a missing enrolment, both 404', () => {
		expect(capillary({ code: 404, message: 'Passed badge is not found' }).why).toMatch(/no badge/);
		const message = "Customer doesn't have issue instance";
		expect(capillary({ code: 404, message }).why).toMatch(/not enrolled/);
	});

	it.each([
		["Customer doesn't have issue instance", /is not enrolled/, /'If Already Done'/],
		['Passed badge is Not issued.', /^nobody is enrolled/, /^Check the badge/],
		[
			"issue doesn't belong to customer",
			/for another badge or of another customer/,
			/'Badge', 'Customer' and 'Enrolment'/,
		],
	])('recognizes the message %j, whatever the code', (message, why, next) => {
		for (const code of [undefined, 404]) {
			expect(capillary({ code, message })).toMatchObject({
				why: expect.stringMatching(why),
				next: expect.stringMatching(next),
			});
		}
	});

	it.each([
		['notEarned', /has not earned this badge/, /'If Already Done'/],
		['notEnrolled', /not enrolled for this badge/, /'If Already Done'/],
		['nobodyEnrolled', /^nobody is enrolled/, /^Check the badge/],
		[
			'otherEnrolment',
			/^this enrolment is for another badge/,
			/'Badge', 'Customer' and 'Enrolment'/,
		],
		['otherEarnedBadge', /^this earned badge is/, /'Customer' and 'Earned Badge'/],
		['stillThere', /but it is still there/, /^Nothing was changed\./],
	] as const)(
		'recognizes the reason %s, whatever the code and the message',
		(reason, why, next) => {
			for (const code of [undefined, 404, 814]) {
				for (const message of ['X', 'Passed badge is not found', 'Not found']) {
					for (const elsewhere of [undefined, true] as const) {
						expect(capillary({ code, message, reason, elsewhere })).toMatchObject({
							why: expect.stringMatching(why),
							next: expect.stringMatching(next),
						});
					}
				}
			}
		},
	);

	it.each([
		['badge', /no badge with this ID/],
		['badgeGroup', /no badge group with this ID/],
		['customField', /no custom field with this ID/],
		['customer', /no such customer in Capillary$/],
		['webhook', /no webhook with this ID/],
	] as const)('explains a 404 by the requested %s, whatever the message', (about, why) => {
		for (const message of ['Passed badge is not found', 'Not found', 'Resource 5 missing']) {
			for (const elsewhere of [undefined, true] as const) {
				expect(capillary({ code: 404, status: 404, message, about, elsewhere }).why).toMatch(why);
			}
		}
	});

	it.each([
		['Passed badge is not found', /^there is no badge with this ID in Capillary$/],
		['Customer is not found', /^there is no such customer in Capillary$/],
		['Not found', /^there is no such customer or no badge with this ID in Capillary$/],
		['Badge of customer is not found', /^there is no such customer or no badge/],
	])('explains a 404 for a badge of a customer by the message %j', (message, why) => {
		expect(capillary({ code: 404, message, about: 'badgeOfCustomer' }).why).toMatch(why);
	});

	it.each([461, 521])('recognizes code %d under any status', (code) => {
		expect(capillary({ code, status: 200 })).toEqual(capillary({ status: code }));
	});

	it.each([
		[401, /did not accept the credential/, /test it\.$/],
		[403, /the account may not do this/, /access group/],
		[429, /rate limit was reached/, /'Calls per Minute'/],
		[521, /busy with another action/, /in a few minutes\.$/],
	])('recognizes HTTP %d without a code', (status, why, next) => {
		expect(capillary({ status })).toMatchObject({
			why: expect.stringMatching(why),
			next: expect.stringMatching(next),
		});
	});

	it('recognizes the web page of a rate limit', () => {
		const { why } = explain({ cause: 'unreadable', status: 429, message: 'is a web page' });
		expect(why).toMatch(/rate limit was reached/);
	});

	it('leaves it to the message of a sign-in what to do next', () => {
		const refusal = signInRefusal('SIGN_IN_BUSY:503:', 'No token just now. Try again later')!;
		expect(explain(refusal)).toEqual({ why: refusal.message, next: 'Nothing was changed.' });
	});

	it.each([
		['unanswered', 'MESSAGE', /^It may have been carried out/],
		['unreachable', 'MESSAGE', /^Nothing was changed\. Check the region/],
		['signIn', 'MESSAGE', /^Open the credential in n8n and test it\. Nothing more was sent\.$/],
		['cancelled', 'the run was canceled', /^Run the workflow again/],
		['unreadable', "Capillary's response MESSAGE", /^It may have been carried out/],
	] as const)('says why and what to do next when a call was %s', (cause, why, next) => {
		expect(explain({ cause, message: 'MESSAGE' })).toEqual({
			why,
			next: expect.stringMatching(next),
		});
	});

	it.each([
		[undefined, /^Check the fields of this item/],
		[400, /^Check the fields of this item/],
		[499, /^Check the fields of this item/],
		[500, /^It may have been carried out/],
	])(
		'suggests other values after a refusal, but not after a fault with HTTP %s',
		(status, next) => {
			expect(capillary({ status, code: 4711 })).toEqual({
				why: "Capillary says 'X'",
				next: expect.stringMatching(next),
			});
		},
	);

	it('says that the change may have been made when the response was lost', () => {
		const { next } = explain({ cause: 'unanswered', message: 'no answer' });
		expect(next).toMatch(/may have been carried out/);
	});

	it.each([
		['safe', 'It may have been carried out anyway. Run it again: nothing is done twice.'],
		[
			'whenDoneCounts',
			"It may have been carried out anyway. Set the option 'If Already Done' to 'Count as Success' and run it again: nothing is done twice.",
		],
		['unsafe', 'It may have been carried out anyway: look in Capillary before you run it again.'],
	] as const)('gives advice that fits an operation that is %s to repeat', (repeat, next) => {
		expect(explain({ cause: 'unanswered', message: 'no answer', repeat }).next).toBe(next);
	});

	it('mentions an earlier attempt when the refusal itself is clear', () => {
		const { next } = capillary({ code: 810, outcome: 'unknown' });
		expect(next).toMatch(
			/^An earlier attempt got no response, so it may have been carried out anyway: look in Capillary before you run it again\. Claim the badge first/,
		);
	});

	it('says that nothing was changed when reading confirmed that', () => {
		const { next } = explain({ cause: 'unanswered', message: 'no answer', outcome: 'notDone' });
		expect(next).toBe('Nothing was changed. Run it again in a few minutes.');
	});

	it('says that nothing was changed for a call that only reads', () => {
		for (const cause of ['unanswered', 'unreadable'] as const) {
			const { next } = explain({ cause, message: 'no answer', status: 200, readOnly: true });
			expect(next).toMatch(/^Nothing was changed\./);
		}
	});

	it.each([200, 302, 399, 500, 502, 503, 504, 521])(
		'says that the change may have been made after a web page with HTTP %d',
		(status) => {
			const { next } = explain({ cause: 'unreadable', status, message: 'is a web page' });
			expect(next).toMatch(/may have been carried out/);
		},
	);

	it.each([400, 403, 404, 499])('attributes a web page with HTTP %d to a proxy', (status) => {
		const { next } = explain({ cause: 'unreadable', status, message: 'is a web page' });
		expect(next).toMatch(/any proxy between n8n and Capillary/);
	});

	it('distinguishes a customer without the badge from a missing earned badge', () => {
		const none = capillary({ code: 814, reason: 'notEarned' });
		expect(none.why).toMatch(/has not earned this badge/);
		expect(capillary({ code: 814 }).why).toMatch(/does not have this earned badge/);
	});

	it('does not attribute the web page of a firewall to Capillary', () => {
		const { why } = explain({
			cause: 'unreadable',
			status: 403,
			message: 'is a web page (HTTP 403)',
		});
		expect(why).toContain('a web page');
	});
});
