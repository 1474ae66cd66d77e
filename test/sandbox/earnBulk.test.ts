import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import { BADGES, call } from './client';

const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');
const trigger = { ownerType: 'Loyalty', referenceId: '823626' };

let sandbox: Sandbox;
let badge: Badge;

beforeEach(async () => {
	sandbox = await startSandbox({ now: () => now });
	badge = sandbox.state.addBadge({
		earnedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 },
	});
	sandbox.state.addClaim({ badgeMetaId: badge.id, ...trigger });
	for (const id of [87_654, 74_672, 27_864]) sandbox.state.addCustomer({ id });
});
afterEach(() => sandbox.close());

const earnBulk = (fields: Record<string, unknown> = {}) =>
	call(sandbox, 'POST', `${BADGES}/customer/earnBulk`, {
		badgeMetaId: badge.id,
		customerIds: [87_654, '74672', 27_864],
		requestId: '3785468349',
		triggeredBy: trigger,
		...fields,
	});
const enrol = (customerId: number) =>
	sandbox.state.addEnrolment({ badgeMetaId: badge.id, customerId });

it('lets every customer earn the badge, as documented', async () => {
	const { status, json } = await earnBulk();
	const id = expect.stringMatching(/^[\da-f]{24}$/);

	expect(status).toBe(200);
	expect(json).toEqual({
		data: {
			badgeMetaId: badge.id,
			expiresOn: Date.parse('2026-03-03T12:00:00Z') / 1000,
			expiresOnISO: '2026-03-03T12:00:00Z',
			earnedBadgesList: [
				{ customerId: 87654, earnedBadgeId: id },
				{ customerId: 74672, earnedBadgeId: id },
				{ customerId: 27864, earnedBadgeId: id },
			],
			totalCount: 3,
			earnedCount: 3,
			failedCount: 0,
			triggeredBy: trigger,
			failedEarnBadgeErrorList: [],
		},
		errors: [],
		warnings: [],
	});
	expect(sandbox.ledger.changes).toEqual(
		json.data.earnedBadgesList.map((item: { customerId: number; earnedBadgeId: string }) => ({
			change: 'earned',
			badgeMetaId: badge.id,
			customerId: String(item.customerId),
			earnedBadgeId: item.earnedBadgeId,
		})),
	);
});

it('returns no request ID', async () => {
	const earned = await earnBulk({ requestId: 'remember-me' });
	const read = await call(
		sandbox,
		'GET',
		`${BADGES}/management/87654/badge/${badge.id}?includeStatistics=true`,
	);

	expect(read.json.data.earnDetails.earns).toHaveLength(1);
	expect(earned.text + read.text).not.toContain('remember-me');
});

it('refuses only the customers who cannot earn the badge', async () => {
	Object.assign(badge, { earnType: 'ISSUE_EARN' });
	enrol(87_654);
	const { id: enrolmentId } = enrol(27_864);
	const held = { badgeMetaId: badge.id, customerId: 27_864, enrolmentId };
	sandbox.state.addEarned(held);

	const { status, json } = await earnBulk({ customerIds: [87_654, 5, 74_672, 27_864] });

	expect(status).toBe(200);
	expect(json.errors).toEqual([]);
	expect(json.data).toMatchObject({
		earnedBadgesList: [{ customerId: 87654 }],
		totalCount: 4,
		earnedCount: 1,
		failedCount: 3,
	});
	expect(json.data.failedEarnBadgeErrorList).toEqual([
		{
			customerId: 5,
			errorCode: 1026,
			errorMessage: 'Customer with the specified ID is not found',
		},
		{
			customerId: 74672,
			errorCode: 811,
			errorMessage: 'Badge issue is mandatory before earn',
		},
		{
			customerId: 27864,
			errorCode: 1040,
			errorMessage: 'An active issue for the badge already exists.',
		},
	]);
	expect(sandbox.ledger.changes).toMatchObject([{ change: 'earned', customerId: '87654' }]);
});

it('lets a customer earn the badge again when it was revoked', async () => {
	Object.assign(badge, { earnType: 'ISSUE_EARN' });
	const { id: enrolmentId } = enrol(87_654);
	const held = { badgeMetaId: badge.id, customerId: 87_654, enrolmentId };
	sandbox.state.addEarned({ ...held, revokedOn: now - 1 });

	const { json } = await earnBulk({ customerIds: [87_654] });

	expect(json.data.earnedCount).toBe(1);
	expect(sandbox.state.earnedOf(87_654, badge.id)[1].enrolmentId).toBe(enrolmentId);
});

it('refuses the whole call when no customer is enrolled', async () => {
	Object.assign(badge, { earnType: 'ISSUE_EARN' });

	const { status, json } = await earnBulk();

	expect(status).toBe(409);
	expect(json).toEqual({
		data: null,
		errors: [{ code: 811, message: 'Badge issue is mandatory before earn', reference: null }],
		warnings: null,
	});
});

it('refuses a request ID when any call used it before', async () => {
	await earnBulk();
	const again = await earnBulk();
	const single = await call(sandbox, 'POST', `${BADGES}/customer/earn`, {
		badgeMetaId: badge.id,
		customerId: 87_654,
		requestId: '3785468349',
		triggeredBy: trigger,
	});

	expect(again.status).toBe(400);
	expect(again.json.errors).toEqual([
		{ code: 809, message: 'Request with same requestId is not allowed', reference: null },
	]);
	expect(single.json.errors[0].code).toBe(809);
	expect(sandbox.ledger.changes).toHaveLength(3);
});

it('accepts a request ID again when its call was refused', async () => {
	await earnBulk({ customerIds: [] });

	expect((await earnBulk()).status).toBe(200);
});

it.each([
	['the request id', { requestId: undefined }, 400, 804],
	['the owner type', { triggeredBy: { referenceId: '1' } }, 400, 716],
	['a known owner type', { triggeredBy: { ...trigger, ownerType: 'LOYALTY' } }, 400, 400],
	['a claim of this reference', { triggeredBy: { ...trigger, referenceId: '4' } }, 409, 810],
	['the badge id', { badgeMetaId: undefined }, 400, 715],
	['a known badge', { badgeMetaId: 'nonesuch' }, 404, 404],
	['customers', { customerIds: undefined }, 400, 812],
	['customers under the right name', { customerIds: undefined, customers: [87_654] }, 400, 812],
	['numeric customer ids', { customerIds: ['a@example.com'] }, 400, 400],
	['an event that has happened', { earnEventDateISO: '2026-03-02T12:00:01Z' }, 400, 750],
	['an event while the badge is live', { issueEventDate: '2020-01-01T00:00:00Z' }, 409, 815],
])('needs %s', async (_what, fields, status, code) => {
	const answer = await earnBulk(fields);

	expect([answer.status, answer.json.data, answer.json.errors[0].code]).toEqual([
		status,
		null,
		code,
	]);
	expect(sandbox.ledger.changes).toEqual([]);
});

it.each(['earnEventDate', 'earnEventDateISO', 'issueEventDate', 'issueEventDateISO'])(
	'takes the date of the event as %s',
	async (name) => {
		await earnBulk({ [name]: '2026-02-20T21:51:00.192Z' });

		expect(sandbox.state.earnedOf(87_654, badge.id)[0].eventOn).toBe(
			Date.parse('2026-02-20T21:51:00.192Z'),
		);
	},
);

describe('in the other documented forms', () => {
	it('responds like an enrolment when the variant asks for it', async () => {
		sandbox.faults.set({ variants: { earnBulkAnswer: 'issuedBadges' } });
		Object.assign(badge, { earnType: 'ISSUE_EARN' });
		const held = { badgeMetaId: badge.id, customerId: 87_654, enrolmentId: enrol(87_654).id };
		const { id: issuedId } = sandbox.state.addEarned(held);
		enrol(74_672);

		const { json } = await earnBulk();

		expect(json).toEqual({
			data: {
				badgeMetaId: badge.id,
				triggeredBy: trigger,
				expiresOn: (now + 2 * DAY) / 1000,
				expiresOnISO: '2026-03-03T12:00:00Z',
				issuedBadges: [
					{
						customerId: 87654,
						issuedId,
						error: {
							code: 1040,
							message: 'An active issue for the badge already exists.',
							reference: null,
						},
						status: 'EXPIRED',
					},
					{ customerId: 74672, issuedId: expect.any(String), status: 'LIVE' },
					{
						customerId: 27864,
						issuedId: null,
						error: expect.objectContaining({ code: 811 }),
						status: 'EXPIRED',
					},
				],
				requestId: '3785468349',
			},
			errors: [],
			warnings: [],
		});
		expect(sandbox.state.earnedBadge(json.data.issuedBadges[1].issuedId)).toBeDefined();
	});

	it('responds like the call for one customer when there is only one', async () => {
		sandbox.faults.set({ variants: { earnBulkAnswer: 'single' } });

		const one = await earnBulk({ customerIds: [87_654] });
		const two = await earnBulk({ customerIds: [74_672, 27_864], requestId: 'two' });

		expect(one.json.data).toEqual({
			badgeMetaId: badge.id,
			customerId: 87654,
			earnedBadgeId: expect.any(String),
			expiresOn: (now + 2 * DAY) / 1000,
			expiresOnISO: '2026-03-03T12:00:00Z',
			requestId: '3785468349',
			issuedId: null,
		});
		expect(two.json.data.earnedBadgesList).toHaveLength(2);
	});

	it('names errors like other calls when the variant asks for it', async () => {
		sandbox.faults.set({ variants: { failedEarn: 'code' } });

		const { json } = await earnBulk({ customerIds: [5] });

		expect(json.data.failedEarnBadgeErrorList).toEqual([
			{
				customerId: 5,
				code: 1026,
				message: 'Customer with the specified ID is not found',
				reference: null,
			},
		]);
	});

	it('adds an error of null only to lists that have errors', async () => {
		sandbox.faults.set({ variants: { itemError: 'null' } });

		const { json } = await earnBulk({ customerIds: [5, 87_654] });

		const { earnedBadgesList, failedEarnBadgeErrorList } = json.data;
		for (const entry of [...earnedBadgesList, ...failedEarnBadgeErrorList]) {
			expect(entry).not.toHaveProperty('error');
		}
	});
});

it.each([
	[{ kind: 'omitCustomer', customerId: 87_654 }, [74672], [5]],
	[{ kind: 'omitCustomer', customerId: 5 }, [87654, 74672], []],
	[{ kind: 'wrongCustomer', customerId: 87_654, as: 9 }, [9, 74672], [5]],
] as const)('returns a changed response when the fault is %j', async (fault, earned, failed) => {
	sandbox.faults.set([{ fault }]);

	const { json } = await earnBulk({ customerIds: [87_654, 74_672, 5] });

	const ids = (list: Array<{ customerId: number }>) => list.map(({ customerId }) => customerId);
	expect(ids(json.data.earnedBadgesList)).toEqual(earned);
	expect(ids(json.data.failedEarnBadgeErrorList)).toEqual(failed);
	expect(sandbox.ledger.changes).toHaveLength(2);
});
