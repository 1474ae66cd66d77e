import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import { BADGES, call } from './client';

const DAY = 86_400_000;
const start = Date.parse('2026-03-01T12:00:00Z');
const trigger = { ownerType: 'Rewards_Catalog', referenceId: '123' };

let time = start;
let sandbox: Sandbox;
let badge: Badge;

beforeEach(async () => {
	time = start;
	sandbox = await startSandbox({ now: () => time });
	badge = sandbox.state.addBadge({
		earnType: 'ISSUE_EARN',
		issuedBadgeExpiry: {
			expiryType: 'ABSOLUTE',
			type: 'FIXED_DATE',
			expireWithBadgeMeta: false,
			expiresOn: 1_926_235_957,
		},
	});
	for (const id of [123, 62_090_013]) sandbox.state.addCustomer({ id });
});
afterEach(() => sandbox.close());

const issue = (fields: Record<string, unknown> = {}) =>
	call(sandbox, 'POST', `${BADGES}/badgeMeta/customer/issueBulk`, {
		badgeMetaId: badge.id,
		customers: [123],
		requestId: 'req12',
		triggeredBy: trigger,
		...fields,
	});
const revoke = (fields: Record<string, unknown>) =>
	call(sandbox, 'POST', `${BADGES}/badgeMeta/customer/revokeIssue`, {
		badgeMetaId: badge.id,
		...fields,
	});
const enrol = (customerId: number, more = {}) =>
	sandbox.state.addEnrolment({ badgeMetaId: badge.id, customerId, ...more });

describe('issueBulk', () => {
	it('enrols every customer, as documented', async () => {
		const { status, json } = await issue({ customers: [123, '62090013'] });

		expect(status).toBe(200);
		expect(json).toEqual({
			data: {
				badgeMetaId: badge.id,
				triggeredBy: trigger,
				expiresOn: 1926235957,
				expiresOnISO: '2031-01-15T09:32:37Z',
				issuedBadges: [
					{ customerId: 123, issuedId: expect.stringMatching(/^[\da-f]{24}$/), status: 'ACTIVE' },
					{ customerId: 62090013, issuedId: expect.any(String), status: 'ACTIVE' },
				],
				requestId: 'req12',
			},
			errors: [],
			warnings: [],
		});
		expect(sandbox.ledger.changes).toEqual(
			json.data.issuedBadges.map((item: { customerId: number; issuedId: string }) => ({
				change: 'issued',
				badgeMetaId: badge.id,
				customerId: String(item.customerId),
				issuedId: item.issuedId,
			})),
		);
	});

	it('refuses only the customer who is already enrolled', async () => {
		const { id } = enrol(123);

		const { status, json } = await issue({ customers: [123, 62_090_013] });

		expect([status, json.errors]).toEqual([200, []]);
		expect(json.data.issuedBadges).toEqual([
			{
				customerId: 123,
				issuedId: id,
				error: {
					code: 1040,
					message: 'An active issue for the badge already exists.',
					reference: null,
				},
				status: 'ACTIVE',
			},
			{ customerId: 62090013, issuedId: expect.any(String), status: 'ACTIVE' },
		]);
		expect(sandbox.ledger.changes).toHaveLength(1);
	});

	it('enrols a customer again when the former enrolment has ended', async () => {
		enrol(123, { expiresOn: time - 1 });

		const { json } = await issue();

		expect(json.data.issuedBadges[0].error).toBeUndefined();
	});

	it('refuses an event during an ended enrolment and accepts one before it', async () => {
		badge.issuedBadgeExpiry = { expiryType: 'RELATIVE', relativeExpirytype: 'DAYS', value: 2 };
		const { id } = enrol(123, { eventOn: time - 9 * DAY, expiresOn: time - 7 * DAY });
		const dated = (days: number, requestId: string) =>
			issue({ requestId, issueEventDate: (time - days * DAY) / 1000 });

		const [during, before] = [await dated(10, 'r-1'), await dated(11, 'r-2')];

		expect(during.json.data.issuedBadges[0]).toMatchObject({
			...{ issuedId: id, error: { code: 1040 }, status: 'EXPIRED' },
		});
		expect(before.json.data.issuedBadges[0].error).toBeUndefined();
	});

	it('refuses only the unknown customer', async () => {
		const { json } = await issue({ customers: [5, 123] });

		expect(json.data.issuedBadges[0]).toMatchObject({ customerId: 5, error: { code: 1026 } });
		expect(json.data.issuedBadges[1]).toMatchObject({ customerId: 123, status: 'ACTIVE' });
	});

	it('refuses a request ID when it was used before', async () => {
		await issue();
		const { status, json } = await issue({ customers: [62_090_013] });

		expect(status).toBe(400);
		expect(json.errors).toEqual([
			{ code: 809, message: 'Request with same requestId is not allowed', reference: null },
		]);
		expect(sandbox.state.enrolmentsOf(62_090_013, badge.id)).toEqual([]);
	});

	it.each([
		['the request id', { requestId: undefined }, 400, 804],
		['the trigger', { triggeredBy: undefined }, 400, 803],
		['the owner type', { triggeredBy: { referenceId: '1' } }, 400, 716],
		['a known owner type', { triggeredBy: { ownerType: 'LOYALTY' } }, 400, 400],
		['the badge id', { badgeMetaId: undefined }, 400, 715],
		['a known badge', { badgeMetaId: 'nonesuch' }, 404, 404],
		['customers', { customers: [] }, 400, 812],
		['numeric customer ids', { customers: ['a@example.com'] }, 400, 400],
		['customers in a list', { customers: 123 }, 400, 400],
		['an event within the dates', { issueEventDateISO: '2020-01-01T00:00:00Z' }, 400, 816],
		['an event date that is one', { issueEventDate: 'yesterday' }, 400, 400],
	])('needs %s', async (_what, fields, status, code) => {
		const answer = await issue(fields);

		expect([answer.status, answer.json.data, answer.json.errors[0].code]).toEqual([
			status,
			null,
			code,
		]);
		expect(sandbox.ledger.changes).toEqual([]);
	});

	it.each([
		['of type EARN', { earnType: 'EARN' as const }, 801],
		['that is switched off', { active: false }, 1039],
		['that has ended', { expiresOn: start - DAY }, 816],
	])('refuses a badge %s', async (_what, fields, code) => {
		const other = sandbox.state.addBadge({ earnType: 'ISSUE_EARN', ...fields });

		const { status, json } = await issue({ badgeMetaId: other.id });

		expect([status, json.errors[0].code]).toEqual([400, code]);
	});

	it('accepts an event date in seconds', async () => {
		const { json } = await issue({ issueEventDate: start / 1000 - 60 });

		const [{ issuedId }] = json.data.issuedBadges;
		expect(sandbox.state.enrolment(issuedId)?.eventOn).toBe(start - 60_000);
	});
});

describe('revokeIssue', () => {
	it('revokes the enrolments of customers, as documented', async () => {
		const ids = [enrol(123).id, enrol(62_090_013).id];

		const { status, json } = await revoke({ customers: [123, '62090013'] });

		expect(status).toBe(200);
		expect(json).toEqual({
			data: {
				badgeMetaId: badge.id,
				revokedIssuedBadges: [
					{ customerId: 123, issuedId: ids[0], error: null },
					{ customerId: 62090013, issuedId: ids[1], error: null },
				],
				requestId: null,
			},
			errors: [],
			warnings: [],
		});
		expect(sandbox.ledger.changes).toEqual([
			{ change: 'issueRevoked', badgeMetaId: badge.id, customerId: '123', issuedId: ids[0] },
			{ change: 'issueRevoked', badgeMetaId: badge.id, customerId: '62090013', issuedId: ids[1] },
		]);
	});

	it('revokes every active enrolment of a customer and returns an entry for each', async () => {
		const ids = [enrol(123).id, enrol(123).id];
		enrol(123, { revokedOn: time });
		enrol(123, { expiresOn: time });

		const { json } = await revoke({ customers: [123] });

		expect(json.data.revokedIssuedBadges).toEqual(
			ids.map((issuedId) => ({ customerId: 123, issuedId, error: null })),
		);
	});

	it('revokes named enrolments, as documented', async () => {
		enrol(123, { id: '236' });
		enrol(123, { id: '237' });

		const { json } = await revoke({ revokeIssuals: [{ customerId: '123', issueId: '236' }] });

		expect(json.data.revokedIssuedBadges).toEqual([{ customerId: 123, issuedId: '236' }]);
		expect(sandbox.ledger.changes).toHaveLength(1);
	});

	it('revokes only the named enrolments when customers are named too', async () => {
		enrol(123, { id: '236' });
		enrol(62_090_013);

		await revoke({
			customers: [62_090_013],
			revokeIssuals: [{ customerId: 123, issueId: 236 }],
		});

		expect(sandbox.ledger.changes).toMatchObject([{ customerId: '123', issuedId: '236' }]);
	});

	it('returns an error for each customer who is not enrolled', async () => {
		const { status, json } = await revoke({ customers: [123] });

		expect(status).toBe(200);
		expect(json).toEqual({
			data: {
				badgeMetaId: badge.id,
				revokedIssuedBadges: [
					{
						customerId: 123,
						issuedId: null,
						error: { code: 404, message: "Customer doesn't have issue instance", reference: null },
					},
				],
				requestId: null,
			},
			errors: [],
			warnings: [],
		});
	});

	it('returns an error when the enrolment is already revoked', async () => {
		enrol(123, { id: '236' });
		const named = { revokeIssuals: [{ customerId: 123, issueId: '236' }] };
		await revoke(named);

		const { json } = await revoke(named);

		expect(json.data.revokedIssuedBadges[0].error.code).toBe(404);
		expect(sandbox.ledger.changes).toHaveLength(1);
	});

	it.each([
		['of another customer', '236', '62090013'],
		['that does not exist', '999', '123'],
	])(
		'returns an error without a code when the enrolment is one %s',
		async (_what, issueId, customerId) => {
			enrol(123, { id: '236' });

			const { status, json } = await revoke({ revokeIssuals: [{ customerId, issueId }] });

			expect(status).toBe(200);
			expect(json.data.revokedIssuedBadges).toEqual([
				{
					customerId: Number(customerId),
					issuedId: issueId,
					error: { message: "issue doesn't belong to customer", reference: null },
				},
			]);
			expect(sandbox.ledger.changes).toEqual([]);
		},
	);

	it('refuses more than twenty entries', async () => {
		const ids = Array.from({ length: 21 }, (_one, index) => index + 1);
		const named = ids.map((customerId) => ({ customerId, issueId: '1' }));

		const answers = await Promise.all([
			revoke({ customers: ids.slice(0, 20) }),
			revoke({ customers: ids }),
			revoke({ revokeIssuals: named }),
		]);

		expect(answers.map(({ status }) => status)).toEqual([200, 400, 400]);
		expect(answers[1].json.errors).toEqual([
			{ code: 1060, message: 'Batch limit exceeded', reference: null },
		]);
	});

	it.each([
		['nothing', {}],
		['empty lists', { customers: [], revokeIssuals: [] }],
	])('refuses %s under HTTP 200', async (_what, fields) => {
		const { status, json } = await revoke(fields);

		expect(status).toBe(200);
		expect(json).toEqual({
			data: null,
			errors: [
				{ code: 1051, message: 'RevokeIssuals or CustomerId is mandatory', reference: null },
			],
			warnings: null,
		});
	});

	it.each([
		['a known badge', { badgeMetaId: 'nonesuch', customers: [123] }, 404, 404],
		['the badge id', { badgeMetaId: undefined, customers: [123] }, 400, 715],
		['numeric customer ids', { customers: ['a@example.com'] }, 400, 400],
	])('needs %s', async (_what, fields, status, code) => {
		const answer = await revoke(fields);

		expect([answer.status, answer.json.errors[0].code]).toEqual([status, code]);
	});

	it('keeps every digit of an ID that a float cannot hold', async () => {
		sandbox.state.addCustomer({ id: '9007199254740993' });
		sandbox.state.addEnrolment({ badgeMetaId: badge.id, customerId: '9007199254740993' });

		const { text } = await call(
			sandbox,
			'POST',
			`${BADGES}/badgeMeta/customer/revokeIssue`,
			`{"badgeMetaId":"${badge.id}","customers":[9007199254740993]}`,
		);

		expect(text).toContain('"customerId":9007199254740993,');
		expect(sandbox.ledger.changes).toMatchObject([{ customerId: '9007199254740993' }]);
	});
});
