import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import type { Variants } from '../../sandbox/faults/variants';
import { BADGES, call } from './client';

const META = `${BADGES}/badgeMeta`;

let sandbox: Sandbox;
let badge: Badge;

beforeEach(async () => {
	sandbox = await startSandbox({ now: () => Date.parse('2026-03-01T12:00:00Z') });
	badge = sandbox.state.addBadge({ earnType: 'ISSUE_EARN' });
	sandbox.state.addCustomer({ id: 1 });
	sandbox.state.addEnrolment({ badgeMetaId: badge.id, customerId: 1, id: '236' });
	sandbox.state.addEarned({ badgeMetaId: badge.id, customerId: 1, id: '55' });
});
afterEach(() => sandbox.close());

const turn = (variants: Partial<Variants>) => sandbox.faults.set({ variants });
const revokeIssue = (fields: unknown = { customers: [1] }) =>
	call(sandbox, 'POST', `${META}/customer/revokeIssue`, {
		badgeMetaId: badge.id,
		...(fields as object),
	});
const details = () =>
	call(sandbox, 'GET', `${BADGES}/management/1/badge/${badge.id}?includeStatistics=true`);
const claim = (word: string) =>
	call(sandbox, 'POST', `${META}/${badge.id}/${word}`, { ownerType: 'Loyalty', referenceId: '1' });
const itemOf = async (answer: ReturnType<typeof revokeIssue>) =>
	(await answer).json.data.revokedIssuedBadges[0];

it.each<[Variants['ids'], unknown, unknown]>([
	['asDocumented', 1, '236'],
	['string', '1', '236'],
	['number', 1, 236],
])('ids: %s', async (ids, customerId, issuedId) => {
	turn({ ids });

	expect(await itemOf(revokeIssue())).toEqual({ customerId, issuedId, error: null });
});

it.each<[Variants['emptyLists'], unknown, unknown]>([
	['asDocumented', null, []],
	['array', [], []],
	['null', null, null],
])('empty lists: %s', async (emptyLists, errors, warnings) => {
	turn({ emptyLists });

	const { json } = await claim('claim');

	expect([json.errors, json.warnings]).toEqual([errors, warnings]);
});

it('empty lists: keeps a list that is not empty', async () => {
	turn({ emptyLists: 'null' });

	expect((await claim('unclaim')).json.errors).toHaveLength(1);
});

it.each<[Variants['enrolmentId'], string, string]>([
	['asDocumented', 'issuedId', 'issueId'],
	['issuedId', 'issuedId', 'issuedId'],
	['issueId', 'issueId', 'issueId'],
])('enrolment id: %s', async (enrolmentId, inRevocation, inDetails) => {
	turn({ enrolmentId });

	expect((await details()).json.data.issualDetails.issuals[0]).toHaveProperty(inDetails, '236');
	expect(await itemOf(revokeIssue())).toHaveProperty(inRevocation, '236');
});

it.each<[Variants['earnedId'], string, string]>([
	['asDocumented', 'earnId', 'earnedBadgeId'],
	['earnId', 'earnId', 'earnId'],
	['earnedBadgeId', 'earnedBadgeId', 'earnedBadgeId'],
	['id', 'id', 'earnedBadgeId'],
])('earned id: %s', async (earnedId, inDetails, inRevocation) => {
	turn({ earnedId });

	expect((await details()).json.data.earnDetails.earns[0]).toHaveProperty(inDetails, '55');
	const { json } = await call(sandbox, 'POST', `${BADGES}/customer/revokeEarn`, {
		badgeMetaId: badge.id,
		customerId: 1,
		earnedBadgeId: '55',
	});
	expect(json.data).toHaveProperty(inRevocation, '55');
});

it.each<[Variants['itemError'], unknown, boolean, boolean]>([
	['asDocumented', { customers: [1] }, true, false],
	['asDocumented', { revokeIssuals: [{ customerId: 1, issueId: '236' }] }, false, false],
	['null', { revokeIssuals: [{ customerId: 1, issueId: '236' }] }, true, false],
	['absent', { customers: [1] }, false, false],
	['absent', { customers: [2] }, true, true],
])('item error: %s for %j', async (itemError, fields, present, failed) => {
	turn({ itemError });

	const item = await itemOf(revokeIssue(fields));

	expect(['error' in item, Boolean(item.error)]).toEqual([present, failed]);
});

it.each<[Variants['claimBadgeId'], boolean]>([
	['absent', false],
	['present', true],
])('badge id of a claim: %s', async (claimBadgeId, present) => {
	turn({ claimBadgeId });

	for (const word of ['claim', 'unclaim']) {
		const { json } = await claim(word);
		expect(json.data.badgeMetaId).toBe(present ? badge.id : undefined);
	}
});

it.each<[Variants['activeFlag'], string, string]>([
	['asDocumented', 'active', 'isActive'],
	['active', 'active', 'active'],
	['isActive', 'isActive', 'isActive'],
])('active flag: %s', async (activeFlag, inBadge, inActivation) => {
	turn({ activeFlag });

	expect((await call(sandbox, 'GET', `${META}/${badge.id}`)).json.data).toHaveProperty(
		inBadge,
		true,
	);
	const { json } = await call(sandbox, 'PUT', `${META}/${badge.id}/deactivate`);
	expect(json.data).toEqual({ id: badge.id, [inActivation]: false });
});

it.each<[Variants['dates'], unknown, unknown]>([
	['both', 1769774400, '2026-01-30T12:00:00Z'],
	['seconds', 1769774400, undefined],
	['iso', '2026-01-30T12:00:00Z', undefined],
])('dates: %s', async (dates, startOn, startOnISO) => {
	turn({ dates });

	const { data } = (await call(sandbox, 'GET', `${META}/${badge.id}`)).json;

	expect([data.startOn, data.startOnISO]).toEqual([startOn, startOnISO]);
});

it('paging: always returns the first page when pages are ignored', async () => {
	for (let index = 0; index < 30; index++) sandbox.state.addBadge();
	turn({ paging: 'ignored' });

	const [first, second] = await Promise.all(
		[0, 1].map((page) => call(sandbox, 'GET', `${META}?page=${page}&size=5&limit=7`)),
	);

	expect(first.json.data.metaBasicDetails).toHaveLength(7);
	expect(second.json.data).toEqual(first.json.data);
});

const customerIds = (list: Array<{ customerId?: unknown; data?: { customerId: unknown } }>) =>
	list.map(({ customerId, data }) => customerId ?? data?.customerId);
const give = (path: string, customers: unknown[], requestId = 'r-1') =>
	call(sandbox, 'POST', `${BADGES}/${path}`, {
		...{ badgeMetaId: badge.id, requestId, customers, customerIds: customers },
		triggeredBy: { ownerType: 'Loyalty', referenceId: '123' },
	});
const enrol = (customers: unknown[], requestId?: string) =>
	give('badgeMeta/customer/issueBulk', customers, requestId);
const earnBulk = (customers: unknown[]) => {
	sandbox.state.addClaim({ badgeMetaId: badge.id });
	return give('customer/earnBulk', customers);
};
const importEarned = (customers: unknown[]) =>
	call(
		sandbox,
		'POST',
		`${BADGES}/import/customerBadges`,
		customers.map((customerId) => ({
			...{ badgeMetaId: badge.id, customerId },
			...{ earnEventDateISO: '2026-02-01T00:00:00Z', earnExpiresOnISO: '2027-02-01T00:00:00Z' },
		})),
	);

it.each<[Variants['answerOrder'], number[]]>([
	['asAsked', [2, 3, 4]],
	['reversed', [4, 3, 2]],
	['lastFirst', [4, 2, 3]],
])('order of a response: %s', async (answerOrder, order) => {
	for (const id of [2, 3, 4]) sandbox.state.addCustomer({ id });
	turn({ answerOrder });

	expect(customerIds((await enrol([2, 3, 4])).json.data.issuedBadges)).toEqual(order);
	expect(customerIds((await importEarned([2, 3, 4])).json)).toEqual(order);
});

it('refused imports: the response is shorter when they are left out', async () => {
	turn({ refusedImports: 'leftOut' });

	expect(customerIds((await importEarned([2, 1, 3])).json)).toEqual([1]);
});

it.each<[string, () => ReturnType<typeof call>, number, number, Variants['unknownCustomer']]>([
	['an unknown customer to enrol', () => enrol([1000, 1]), 400, 1026, '1026'],
	['an unknown customer to enrol', () => enrol([1000, 1]), 400, 8015, '8015'],
	['a customer who is enrolled', () => enrol([1]), 409, 1040, '1026'],
	['a customer who is not enrolled', () => earnBulk([1, 2]), 409, 811, '1026'],
	['an unknown customer to import', () => importEarned([1, 1000]), 400, 1026, '1026'],
	['an unknown customer to revoke', () => revokeIssue({ customers: [1, 1000] }), 400, 1026, '1026'],
])('refusals: whole for %s', async (_who, send, status, code, unknownCustomer) => {
	sandbox.state.addCustomer({ id: 2 });
	turn({ refusals: 'whole', unknownCustomer });

	const answer = await send();

	expect([answer.status, answer.json.errors[0].code]).toEqual([status, code]);
	expect(sandbox.ledger.changes).toEqual([]);
});

it.each<[Variants['refusedRequestId'], number]>([
	['free', 1040],
	['used', 809],
])('request ID of a refused call: %s', async (refusedRequestId, code) => {
	turn({ refusals: 'whole', refusedRequestId });
	await enrol([1]);

	expect((await enrol([1])).json.errors[0].code).toBe(code);
});

it.each([
	['issueBulk', () => enrol([1, 2, 3])],
	['earnBulk', () => earnBulk([1, 2, 3])],
	['revokeIssue', () => revokeIssue({ customers: [1, 2, 3] })],
	['an import', () => importEarned([1, 2, 3])],
])('most entries of a call: %s', async (_name, send) => {
	turn({ mostEntries: '2' });

	const { status, json } = await send();

	expect([status, json.errors[0].code]).toEqual([400, 1060]);
});

it.each<[Variants['openStatus'], number]>([
	['asUsual', 400],
	['200', 200],
	['404', 404],
	['409', 409],
])('status of a refusal without a published one: %s', async (openStatus, status) => {
	turn({ openStatus });

	const answer = await claim('unclaim');

	expect([answer.status, answer.json.errors[0].code]).toEqual([status, 737]);
	expect((await revokeIssue({ customers: [] })).status).toBe(200);
});

it.each<[Variants['tooManyCalls'], string, string]>([
	['v2', '"status":false,"code":429', 'application/json; charset=utf-8'],
	['badges', '"data":null,"errors":[{"code":429', 'application/json; charset=utf-8'],
	['empty', '', 'application/json; charset=utf-8'],
	['webPage', '<!DOCTYPE html>', 'text/html; charset=UTF-8'],
])('too many calls: %s', async (tooManyCalls, text, type) => {
	sandbox.faults.set({
		rateLimit: { calls: 0, windowMs: 1000, retryAfter: 'seconds' },
		variants: { tooManyCalls },
	});

	const answer = await details();

	expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
	expect(answer.headers.get('content-type')).toBe(type);
	expect(answer.text).toContain(text);
});

it.each<[Variants['unknownGroup'], string, string]>([
	['named', 'group', 'Passed badge group is not found'],
	['byId', 'group', 'No entry exists for the passed id'],
	['byId', 'customField', 'No entry exists for the passed id'],
])('unknown group or custom field: %s', async (unknownGroup, path, message) => {
	turn({ unknownGroup });

	const { status, json } = await call(sandbox, 'GET', `${BADGES}/${path}/nonesuch`);

	expect([status, json.errors[0]]).toEqual([404, { code: 404, message, reference: null }]);
});

it('held badges: newest first and without revoked ones', async () => {
	const held = { badgeMetaId: badge.id, customerId: 1 };
	sandbox.state.addEarned({ ...held, id: '56', revokedOn: 1 });
	sandbox.state.addEarned({ ...held, id: '57' });
	const ids = async () =>
		(await details()).json.data.earnDetails.earns.map(({ earnId }: { earnId: string }) => earnId);

	expect(await ids()).toEqual(['55', '56', '57']);
	turn({ heldOrder: 'newestFirst', revokedEarns: 'leftOut' });
	expect(await ids()).toEqual(['57', '55']);
});

it('earned badge of an inactive badge: cannot be revoked', async () => {
	Object.assign(badge, { active: false });
	turn({ earnedOfInactive: 'locked' });

	const { json } = await call(sandbox, 'POST', `${BADGES}/customer/revokeEarn`, {
		...{ badgeMetaId: badge.id, customerId: 1, earnedBadgeId: '55' },
	});

	expect(json.errors[0].code).toBe(815);
});

it('time zone: of the servers in India', async () => {
	turn({ timeZone: '+05:30' });

	const { data } = (await call(sandbox, 'GET', `${META}/${badge.id}`)).json;

	expect([data.startOn, data.startOnISO]).toEqual([1769774400, '2026-01-30T17:30:00+05:30']);
});

it('keeps the variants that are not named', () => {
	turn({ ids: 'string' });
	turn({ dates: 'iso' });

	expect(sandbox.faults.current.variants).toMatchObject({ ids: 'string', dates: 'iso' });
});
