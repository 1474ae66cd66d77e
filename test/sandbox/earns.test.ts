import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import { BADGES, call } from './client';

const DAY = 86_400_000;
const start = Date.parse('2026-03-01T12:00:00Z');
const trigger = { ownerType: 'Loyalty', referenceId: '123' };

let time = start;
let sandbox: Sandbox;
let badge: Badge;

beforeEach(async () => {
	time = start;
	sandbox = await startSandbox({ now: () => time });
	badge = sandbox.state.addBadge({
		earnedBadgeExpiry: { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 },
	});
	sandbox.state.addClaim({ badgeMetaId: badge.id, ...trigger });
	sandbox.state.addCustomer({
		id: 23_423,
		email: 'somebody@example.com',
		mobile: '447700900001',
		externalId: 'CRM-1',
		cardNumber: '9001',
	});
});
afterEach(() => sandbox.close());

const earn = (fields: Record<string, unknown> = {}) =>
	call(sandbox, 'POST', `${BADGES}/customer/earn`, {
		badgeMetaId: badge.id,
		customerId: '23423',
		requestId: 23_432,
		triggeredBy: trigger,
		...fields,
	});
const revoke = (fields: Record<string, unknown>, headers = {}) =>
	call(
		sandbox,
		'POST',
		`${BADGES}/customer/revokeEarn`,
		{ badgeMetaId: badge.id, customerId: 23_423, ...fields },
		headers,
	);
const give = (more = {}) =>
	sandbox.state.addEarned({ badgeMetaId: badge.id, customerId: 23_423, ...more }).id;

describe('earn', () => {
	it('lets the customer earn the badge, as documented', async () => {
		const { status, json } = await earn();

		expect(status).toBe(200);
		expect(json).toEqual({
			data: {
				badgeMetaId: badge.id,
				customerId: 23423,
				earnedBadgeId: expect.stringMatching(/^[\da-f]{24}$/),
				expiresOn: Date.parse('2026-03-03T12:00:00Z') / 1000,
				expiresOnISO: '2026-03-03T12:00:00Z',
				requestId: '23432',
				issuedId: null,
			},
			errors: [],
			warnings: [],
		});
		expect(sandbox.ledger.changes).toEqual([
			{
				change: 'earned',
				badgeMetaId: badge.id,
				customerId: '23423',
				earnedBadgeId: json.data.earnedBadgeId,
			},
		]);
	});

	it('refuses a request ID when it was used before', async () => {
		await earn();
		const { status, json } = await earn();

		expect(status).toBe(400);
		expect(json).toEqual({
			data: null,
			errors: [
				{ code: 809, message: 'Request with same requestId is not allowed', reference: null },
			],
			warnings: null,
		});
	});

	it('accepts a request ID again when its call was refused', async () => {
		await earn({ triggeredBy: { ownerType: 'Loyalty', referenceId: '999' } });

		expect((await earn()).status).toBe(200);
	});

	it.each([
		['a request id', { requestId: undefined }, 400, 804],
		['a customer', { customerId: undefined }, 400, 812],
		['a numeric customer id', { customerId: 'somebody@example.com' }, 400, 400],
		['a known customer', { customerId: 5 }, 400, 1026],
		['an owner type', { triggeredBy: {} }, 400, 716],
		['a trigger', { triggeredBy: undefined }, 400, 716],
		['a badge id', { badgeMetaId: undefined }, 400, 715],
		['a known badge', { badgeMetaId: 'nonesuch' }, 404, 404],
		['a claim of this reference', { triggeredBy: { ...trigger, referenceId: '4' } }, 409, 810],
		['an event that has happened', { earnEventDateISO: '2026-03-02T12:00:01Z' }, 400, 750],
		['an event while the badge is live', { earnEventDate: '2020-01-01T00:00:00Z' }, 409, 815],
	])('needs %s', async (_what, fields, status, code) => {
		const answer = await earn(fields);

		expect([answer.status, answer.json.data, answer.json.errors[0].code]).toEqual([
			status,
			null,
			code,
		]);
		expect(sandbox.ledger.changes).toEqual([]);
	});

	it('finds the customer by email when the variant allows it', async () => {
		sandbox.faults.set({ variants: { identifierOfEarn: 'taken' } });
		const headers = { 'X-CAP-CUSTOMER-IDENTIFIER': 'email' };
		const body = { badgeMetaId: badge.id, requestId: '1', triggeredBy: trigger };

		const { json } = await call(
			sandbox,
			'POST',
			`${BADGES}/customer/earn`,
			{ ...body, customerId: 'somebody@example.com' },
			headers,
		);

		expect(json.data.customerId).toBe(23423);
	});

	it('is refused when the claim was removed', async () => {
		badge.claims[0].isActive = false;

		const { status, json } = await earn();

		expect([status, json.errors[0]]).toEqual([
			409,
			{ code: 810, message: 'BadgeMeta needs to be claimed first', reference: null },
		]);
	});

	it.each([
		['is switched off', { active: false }],
		['is still to come', { startOn: start + DAY }],
		['has ended', { expiresOn: start - DAY }],
	])('is refused when the badge %s', async (_what, fields) => {
		Object.assign(badge, fields);

		const { status, json } = await earn();

		expect([status, json.errors[0].code]).toEqual([409, 815]);
	});

	it('accepts an event when an expired badge was live then', async () => {
		badge.expiresOn = start - DAY;

		expect((await earn({ earnEventDateISO: '2026-02-27T12:00:00Z' })).status).toBe(200);
	});

	it.each(['yesterday', '2026-02-30T12:00:00Z', '2026-02-27', '2026-02-27T12:00:00'])(
		'refuses %s, which is no date and time',
		async (earnEventDateISO) => {
			const { status, json } = await earn({ earnEventDateISO });

			expect([status, json.errors[0].code]).toEqual([400, 400]);
			expect(json.errors[0].message).toMatch(/^JSON parse error/);
		},
	);

	it('obeys the dates of the enrolment when the type is ISSUE_EARN', async () => {
		Object.assign(badge, { earnType: 'ISSUE_EARN', expiresOn: start - DAY });
		sandbox.state.addEnrolment({
			...{ badgeMetaId: badge.id, customerId: 23_423, expiresOn: start + DAY },
		});

		expect((await earn()).status).toBe(200);
	});

	it('needs an enrolment when the type is ISSUE_EARN', async () => {
		badge.earnType = 'ISSUE_EARN';
		const refused = await earn();
		const enrolment = sandbox.state.addEnrolment({ badgeMetaId: badge.id, customerId: 23_423 });
		const given = await earn();
		enrolment.revokedOn = time;
		const again = await earn({ requestId: 'another' });

		expect(refused.status).toBe(409);
		expect(refused.json).toEqual({
			data: null,
			errors: [{ code: 811, message: 'Badge issue is mandatory before earn', reference: null }],
			warnings: null,
		});
		expect(given.json.data.issuedId).toBe(enrolment.id);
		expect(again.json.errors[0].code).toBe(811);
	});
});

describe('revokeEarn', () => {
	it('revokes the badge, as documented', async () => {
		const earnedBadgeId = give();

		const { status, json } = await revoke({ earnedBadgeId });

		expect(status).toBe(200);
		expect(json).toEqual({
			data: { badgeMetaId: badge.id, customerId: 23423, earnedBadgeId, isActive: false },
			errors: [],
			warnings: [],
		});
		expect(sandbox.ledger.changes).toEqual([
			{ change: 'earnRevoked', badgeMetaId: badge.id, customerId: '23423', earnedBadgeId },
		]);
	});

	it.each([
		['email', 'somebody@example.com'],
		['mobile', '447700900001'],
		['externalId', 'CRM-1'],
		['cardNumber', '9001'],
	])('finds the customer by %s and returns the ID', async (type, customerId) => {
		const earnedBadgeId = give();

		const { json } = await revoke(
			{ customerId, earnedBadgeId },
			{ 'X-CAP-CUSTOMER-IDENTIFIER': type },
		);

		expect(json.data).toEqual({
			badgeMetaId: badge.id,
			customerId: 23423,
			earnedBadgeId,
			isActive: false,
		});
	});

	it.each([
		['was taken back already', () => give({ revokedOn: start - 1 })],
		['has expired', () => give({ expiresOn: start })],
		['is of another customer', () => give({ customerId: 5 })],
		['never was', () => 'nonesuch'],
	])('is refused when it %s', async (_what, make) => {
		const { status, json } = await revoke({ earnedBadgeId: make() });

		expect(status).toBe(409);
		expect(json).toEqual({
			data: null,
			errors: [{ code: 814, message: 'Active earn instance is not present.', reference: null }],
			warnings: null,
		});
		expect(sandbox.ledger.changes).toEqual([]);
	});

	it('is refused when the earned badge is of another badge', async () => {
		const { json } = await revoke({ badgeMetaId: 'nonesuch', earnedBadgeId: give() });

		expect(json.errors[0].code).toBe(814);
	});

	it.each([
		['the badge id', { badgeMetaId: undefined }, {}, 715],
		['the customer', { customerId: undefined }, {}, 812],
		['the earned badge id', { earnedBadgeId: undefined }, {}, 813],
		['a numeric customer id', { customerId: 'somebody@example.com' }, {}, 400],
		['a known kind of identifier', {}, { 'X-CAP-CUSTOMER-IDENTIFIER': 'EMAIL' }, 1028],
		[
			'a known customer',
			{ customerId: 'nobody@example.com' },
			{ 'X-CAP-CUSTOMER-IDENTIFIER': 'email' },
			1026,
		],
	])('needs %s', async (_what, fields, headers, code) => {
		const { status, json } = await revoke({ earnedBadgeId: 'any', ...fields }, headers);

		expect([status, json.errors[0].code]).toEqual([400, code]);
	});
});
