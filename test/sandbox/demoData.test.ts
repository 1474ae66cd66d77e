import {
	demoBadges,
	demoCustomers,
	demoCustomFields,
	demoEarned,
	demoEnrolments,
	demoGroups,
} from '../../sandbox/demo/demoData';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call } from './client';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ seed: 'demo' });
});
afterEach(() => sandbox.close());

const badges = Object.values(demoBadges);

it('has several pages of badges, of every kind', async () => {
	const total = async (query: string) =>
		(await call(sandbox, 'GET', `${BADGES}/badgeMeta?${query}`)).json.data.pagination.total;

	expect(await total('')).toBe(badges.length);
	expect(badges.length).toBeGreaterThanOrEqual(30);
	for (const status of ['LIVE', 'UPCOMING', 'EXPIRED']) {
		expect(await total(`status=${status}`)).toBeGreaterThan(1);
	}
	for (const earnType of ['EARN', 'ISSUE_EARN']) {
		expect(await total(`earnType=${earnType}`)).toBeGreaterThan(5);
	}
	expect(await total('action=DE_ACTIVATED')).toBeGreaterThan(0);
	expect(await total('unclaimed=true')).toBeGreaterThan(0);
});

it('has unique IDs in the form of Capillary, and unique names', () => {
	const all = [demoBadges, demoEarned, demoEnrolments, demoGroups, demoCustomFields];
	const ids = all.flatMap((some) => Object.values(some).map(({ id }) => id));

	for (const id of ids) expect(id).toMatch(/^[\da-f]{24}$/);
	expect(new Set(ids).size).toBe(ids.length);
	expect(new Set(badges.map(({ name }) => name)).size).toBe(badges.length);
});

it('has fifty customers who are found by every identifier', async () => {
	const customers = Object.values(demoCustomers);
	const { id, email, mobile, externalId, cardNumber } = demoCustomers.hanna;
	const found = await Promise.all(
		Object.entries({ email, mobile, externalId, cardnumber: cardNumber }).map(([name, value]) =>
			call(
				sandbox,
				'GET',
				`/v2/customers/lookup?source=ALL&identifierName=${name}&identifierValue=${value}`,
			),
		),
	);

	expect(customers).toHaveLength(50);
	expect(new Set(customers.map((customer) => customer.id)).size).toBe(50);
	expect(found.map(({ json }) => String(json.entity))).toEqual([id, id, id, id]);
});

it.each(Object.entries(demoEarned))('revokes the earned badge %s', async (_key, earned) => {
	const { status } = await call(sandbox, 'POST', `${BADGES}/customer/revokeEarn`, {
		badgeMetaId: demoBadges[earned.badge].id,
		customerId: demoCustomers[earned.customer].id,
		earnedBadgeId: earned.id,
	});

	expect(status).toBe(200);
});

it.each(Object.entries(demoEnrolments))(
	'revokes the enrolment %s, unless it is revoked',
	async (_key, enrolment) => {
		const { json } = await call(sandbox, 'POST', `${BADGES}/badgeMeta/customer/revokeIssue`, {
			badgeMetaId: demoBadges[enrolment.badge].id,
			revokeIssuals: [{ customerId: demoCustomers[enrolment.customer].id, issueId: enrolment.id }],
		});

		const [{ error }] = json.data.revokedIssuedBadges;
		expect(error?.code).toBe('revokedDaysAgo' in enrolment ? 404 : undefined);
	},
);

it('has groups with badges in them, and custom fields of every type', async () => {
	for (const { id, name } of Object.values(demoGroups)) {
		const grouped = [...sandbox.state.badges.values()].filter((one) => one.badgeGroupId === id);
		expect(grouped.length).toBeGreaterThan(2);
		const { json } = await call(sandbox, 'GET', `${BADGES}/group/${id}`);
		expect(json.data.name).toBe(name);
	}
	const { json } = await call(sandbox, 'GET', `${BADGES}/customField?isActive=true`);
	const types = json.data.customFieldROList.map(({ dataType }: { dataType: string }) => dataType);
	expect(types.sort()).toEqual(['BOOLEAN', 'DATE', 'INTEGER', 'STRING']);
});

it('has a badge with cycles', async () => {
	const { json } = await call(
		sandbox,
		'GET',
		`${BADGES}/badgeMeta/getFixedWindowDetails?badgeMetaId=${demoBadges.bigSpender.id}` +
			`&includeEarnCount=true&customerId=${demoCustomers.rahul.id}&size=100`,
	);

	const counts = json.data.fixedWindowCycles.map(
		({ earnCount }: { earnCount: number }) => earnCount,
	);
	expect(counts.filter((count: number) => count > 0)).toEqual([1, 1]);
});

it('has the mandatory custom fields in each badge', async () => {
	const { json } = await call(sandbox, 'GET', `${BADGES}/badgeMeta/${demoBadges.bigSpender.id}`);

	expect(json.data.customFields).toEqual({ Priority: '0', Featured: 'false' });
});

it('has claims of the owners only', () => {
	for (const badge of sandbox.state.badges.values()) {
		for (const { ownerType } of badge.claims) {
			expect(badge.restrictedToOwners).toContain(ownerType);
		}
	}
});
