import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import { itemWith } from '../itemWith';

const badge = '653ddb33b3cda7078c7c68e9';
const revoke = findOperation('earn', 'revoke') as Operation<{ earnedBadge?: string }>;
const byEmail = { badge, customerIdentifier: 'email', customer: 'maya@example.com' };
const row = (which: string) => revoke.row(itemWith({ ...byEmail, revoke: which }));

/** What becomes of a row by what the customer holds, and by how many rows before it ask for the same. */
function taken(which: string, data: object, nth = 0) {
	const badgeData = { id: badge, ...data };
	return revoke.read!.take(row(which), { data: badgeData, warnings: [], requestId: 'r1' }, nth);
}

const earns = (...entries: object[]) => ({ earnDetails: { earns: entries } });
const first = { earnId: 'a1', earnedOn: 1728281960, earnStatus: 'ACTIVE' };
const second = { earnId: 'a2', earnedOn: 1728281970, earnStatus: 'ACTIVE' };
const over = { earnId: 'a3', earnedOn: 1728281980, earnStatus: 'EXPIRED' };
const gone = { earnId: 'a4', earnedOn: 1728281990, earnStatus: 'REVOKED' };

describe('earn revoke of what is read first', () => {
	it('needs nothing but a badge and a customer, by an identifier that the call takes as it is', () => {
		expect(revoke.read!.call(row('latest'))).toEqual({
			method: 'GET',
			path: `/api_gateway/v1/badges/management/maya%40example.com/badge/${badge}`,
			query: { includeStatistics: true },
			headers: { 'X-CAP-CUSTOMER-IDENTIFIER': 'email' },
		});
	});

	it('reads nothing when the earned badge is named', () => {
		const named = itemWith({ ...byEmail, revoke: 'one', earnedBadge: '654cbea06bccde1274b6d3a2' });
		expect(revoke.read!.call(revoke.row(named))).toBeUndefined();
	});

	it.each([
		['latest', ['a2']],
		['all', ['a2', 'a1']],
	])('takes of %s those that are active', (which, ids) => {
		const { rows } = taken(which, earns(gone, over, second, first)) as { rows: object[] };
		expect(rows).toMatchObject(ids.map((earnedBadge) => ({ earnedBadge })));
	});

	it.each([
		['the next one', 'latest', ['a1']],
		['the same', 'all', ['a2', 'a1']],
	])('takes %s when the %s are asked for once more', (_, which, ids) => {
		const held = { ...earns(gone, over, second, first), activeEarnedCount: 2 };
		const { rows } = taken(which, held, 1) as { rows: object[] };
		expect(rows).toMatchObject(ids.map((earnedBadge) => ({ earnedBadge })));
	});

	it('says of the latest, asked for more often than there are, that none is left', () => {
		const held = { ...earns(gone, second, first), activeEarnedCount: 2 };
		expect(taken('latest', held, 2)).toMatchObject({
			refused: { code: 814, note: 'Items before this one take back all that the customer holds.' },
		});
	});

	it('takes back each by a call of its own', () => {
		const { rows } = taken('latest', earns(first)) as { rows: Array<{ earnedBadge?: string }> };
		expect(revoke.call([rows[0]], 0)).toEqual({
			method: 'POST',
			path: '/api_gateway/v1/badges/customer/revokeEarn',
			headers: { 'X-CAP-CUSTOMER-IDENTIFIER': 'email' },
			body: { badgeMetaId: badge, customerId: 'maya@example.com', earnedBadgeId: 'a1' },
		});
		expect(revoke.task(rows[0])).toBe(
			`revoke earned badge a1 (badge ${badge}) from the customer with email maya@example.com`,
		);
	});

	it.each(['latest', 'all'])('says of %s as revokeEarn does that there is none', (which) => {
		const { refused } = taken(which, { ...earns(gone, over), activeEarnedCount: 0 }) as {
			refused: { code: number; cause: 'capillary'; message: string };
		};
		expect(refused).toMatchObject({ cause: 'capillary', code: 814, requestId: 'r1' });
		expect(revoke.gone!.saidBy(refused)).toBe(true);
		expect(revoke.gone!.output(row(which))).toEqual({
			badgeMetaId: badge,
			customerId: 'maya@example.com',
			earnedBadgeId: null,
			isActive: false,
		});
	});

	it.each([
		['counts badges that it does not list', { ...earns(), activeEarnedCount: 2 }],
		['lists none at all', { activeEarnedCount: 0 }],
		['lists one without ID', earns({ earnedOn: 1728281960 })],
		['is about another badge', { ...earns(first), id: '653ddb33b3cda7078c7c68ea' }],
	])('does not take for none an answer that %s', (_, data) => {
		expect(taken('all', data)).toMatchObject({ refused: { cause: 'unreadable' } });
	});

	it.each([
		['latest', 'revoke the latest earned badge of the customer with email maya@example.com'],
		['all', 'revoke the earned badges of the customer with email maya@example.com'],
	])('tells of %s in words', (which, words) => {
		expect(revoke.task(row(which))).toBe(`${words} for badge ${badge}`);
	});
});
