import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import { BADGES, call } from './client';

const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');

let sandbox: Sandbox;
let badge: Badge;

beforeAll(async () => {
	sandbox = await startSandbox({ now: () => now });
	badge = sandbox.state.addBadge({ earnType: 'ISSUE_EARN', expiresOn: now + DAY });
	sandbox.state.addClaim({ badgeMetaId: badge.id, ownerType: 'Loyalty', referenceId: '1' });
	sandbox.state.addClaim({ badgeMetaId: badge.id, ownerType: 'Journeys', isActive: false });
	sandbox.state.addCustomer({
		id: 565_715_801,
		email: 'a+b@example.com',
		mobile: '447700900001',
		externalId: 'CRM/1',
		cardNumber: '9001',
	});
	const held = { badgeMetaId: badge.id, customerId: 565_715_801 };
	sandbox.state.addEnrolment({ ...held, id: '236', givenOn: now - DAY, revokedOn: now });
	sandbox.state.addEnrolment({ ...held, id: '237' });
	sandbox.state.addEarned({ ...held, id: 'e1', enrolmentId: '237', expiresOn: now + 1 });
	sandbox.state.addEarned({ ...held, id: 'e2', revokedOn: now });
});
afterAll(() => sandbox.close());

const details = (customer: string, query = '', headers = {}) =>
	call(
		sandbox,
		'GET',
		`${BADGES}/management/${customer}/badge/${badge.id}${query}`,
		undefined,
		headers,
	);

describe('one badge of one customer', () => {
	it('has every field of the published samples', async () => {
		const { status, json } = await details('565715801', '?includeStatistics=true');

		expect(status).toBe(200);
		expect([json.errors, json.warnings]).toEqual([[], []]);
		expect(json.data).toMatchObject({
			id: badge.id,
			name: badge.name,
			description: null,
			createdOn: expect.any(Number),
			lastUpdatedOn: expect.any(Number),
			startsOn: expect.any(Number),
			expiresOn: (now + DAY) / 1000,
			expiresOnISO: '2026-03-02T12:00:00Z',
			action: 'ACTIVATED',
			badgeType: 'ISSUE_EARN',
			badgeStatus: 'LIVE',
			owner: expect.arrayContaining(['Loyalty']),
			claimedBy: ['Loyalty'],
			images: [],
			earnExpiry: expect.any(Object),
			issueExpiry: expect.any(Object),
			badgeRank: null,
			customerConstraints: [],
			badgeConstraints: [],
			issuedStatus: 'ACTIVE',
			activeEarnedCount: 1,
			customFields: {},
		});
	});

	it('returns the IDs of all enrolments', async () => {
		const { json } = await details('565715801', '?includeStatistics=true');

		expect(json.data.issualDetails.issuedCount).toBe(2);
		expect(json.data.issualDetails.issuals).toMatchObject([
			{
				issueId: '236',
				issuedStatus: 'REVOKED',
				issuedOn: (now - DAY) / 1000,
				issueExpiresOn: (now + DAY) / 1000,
				ownerType: 'Loyalty',
				ownerReferenceId: '123',
				revokedOn: now / 1000,
				issueEventDate: (now - DAY) / 1000,
			},
			{ issueId: '237', issuedStatus: 'ACTIVE' },
		]);
	});

	it('returns the IDs of all earned badges', async () => {
		const { json } = await details('565715801', '?includeStatistics=true');

		expect(json.data.earnDetails.earnCount).toBe(2);
		expect(json.data.earnDetails.earns).toMatchObject([
			{
				earnId: 'e1',
				earnStatus: 'ACTIVE',
				earnedOn: now / 1000,
				earnedOnISO: '2026-03-01T12:00:00Z',
				expiresOn: (now + 1) / 1000,
				issueId: '237',
			},
			{ earnId: 'e2', earnStatus: 'REVOKED' },
		]);
	});

	it('leaves the statistics out when they are not requested', async () => {
		const { json } = await details('565715801');

		expect(json.data).not.toHaveProperty('issualDetails');
		expect(json.data).not.toHaveProperty('earnDetails');
		expect(json.data.activeEarnedCount).toBe(1);
	});

	it.each([
		['email', 'a+b@example.com'],
		['mobile', '447700900001'],
		['externalId', 'CRM/1'],
		['cardNumber', '9001'],
	])('finds the customer by %s', async (type, value) => {
		const { status, json } = await details(encodeURIComponent(value), '', {
			'X-CAP-CUSTOMER-IDENTIFIER': type,
		});

		expect([status, json.data.id]).toEqual([200, badge.id]);
	});

	it.each([
		['an unknown customer', '5', {}, 1026],
		['a kind of identifier that is none', '5', { 'X-CAP-CUSTOMER-IDENTIFIER': 'cardnumber' }, 1028],
		['text for a number', 'somebody', {}, 400],
	])('refuses %s', async (_what, customer, headers, code) => {
		const { status, json } = await details(customer, '', headers);

		expect([status, json.errors[0].code]).toEqual([400, code]);
	});

	it('responds with 404 when the badge is unknown', async () => {
		const { status, json } = await call(
			sandbox,
			'GET',
			`${BADGES}/management/565715801/badge/nonesuch`,
		);

		expect([status, json.errors[0].code]).toEqual([404, 404]);
	});
});

describe('looking a customer up', () => {
	const lookup = (name: string, value: string, source = 'INSTORE') =>
		call(
			sandbox,
			'GET',
			`/v2/customers/lookup?source=${source}&identifierName=${name}&identifierValue=${encodeURIComponent(value)}`,
		);

	it.each([
		['mobile', '447700900001'],
		['email', 'a+b@example.com'],
		['externalId', 'CRM/1'],
		['cardnumber', '9001'],
	])('finds the customer by %s', async (name, value) => {
		const { status, json } = await lookup(name, value);

		expect([status, json]).toEqual([200, { entity: 565715801, warnings: [] }]);
	});

	it('responds with HTTP 200 and an error when there is no such customer', async () => {
		const { status, json } = await lookup('mobile', '+447700900001');

		expect(status).toBe(200);
		expect(json.errors).toEqual([
			{ status: false, code: 8015, message: 'Customer not found for the given identifiers' },
		]);
	});

	it.each([
		['the primary identifier', 'mobile', '447700900001', true],
		['another alone', 'email', 'a+b@example.com', false],
		['several', 'email,mobile', 'a+b@example.com,447700900001', true],
		['several without the primary one', 'email,externalId', 'a+b@example.com,CRM/1', false],
	])('accepts %s when dual eligibility is on', async (_what, name, value, found) => {
		sandbox.faults.set({ variants: { primaryIdentifier: 'mobile' } });

		const { json } = await lookup(name, value);
		sandbox.faults.clear();

		expect(json).toMatchObject(found ? { entity: 565715801 } : { errors: [{ code: 8015 }] });
	});

	it.each([
		['several identifiers without dual eligibility', 'email,mobile', 'INSTORE'],
		['the spelling of the other calls', 'cardNumber', 'INSTORE'],
		['an unknown source', 'email', 'SHOP'],
	])('refuses %s', async (_what, name, source) => {
		expect((await lookup(name, '9001', source)).status).toBe(400);
	});
});
