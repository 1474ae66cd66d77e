import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import type { Refusal } from '../../../../nodes/CapillaryBadges/errors/refusal';
import { itemWith } from '../itemWith';
import { callFor, completed, lookUpOf, readRow } from '../operation';

const badge = '653ddb33b3cda7078c7c68e9';
const revoke = findOperation('earn', 'revoke') as Operation;
const byEmail = { badge, customerIdentifier: 'email', customer: 'maya@example.com' };
const row = (which: string) => readRow(revoke, itemWith({ ...byEmail, revoke: which }));

type TakenIds = Map<string, unknown>;

/** The outcome of a row for what the customer has, and for what other rows take. */
function lookUp(which: string, data: object, byOthers: TakenIds = new Map()) {
	const badgeData = { id: badge, ...data };
	return completed(
		revoke,
		row(which),
		{ data: badgeData, warnings: [], requestId: 'r1' },
		byOthers,
	);
}

const earns = (...entries: object[]) => ({ earnDetails: { earns: entries } });
const first = { earnId: 'a1', earnedOn: 1728281960, earnStatus: 'ACTIVE' };
const second = { earnId: 'a2', earnedOn: 1728281970, earnStatus: 'ACTIVE' };
const over = { earnId: 'a3', earnedOn: 1728281980, earnStatus: 'EXPIRED' };
const gone = { earnId: 'a4', earnedOn: 1728281990, earnStatus: 'REVOKED' };

describe('earn revoke after a look-up', () => {
	it('needs only a badge and a customer, by an identifier that the call accepts', () => {
		expect(lookUpOf(revoke, row('latest'))).toEqual({
			method: 'GET',
			path: `/api_gateway/v1/badges/management/maya%40example.com/badge/${badge}`,
			query: { includeStatistics: true },
			headers: { 'X-CAP-CUSTOMER-IDENTIFIER': 'email' },
		});
	});

	it('looks nothing up when the earned badge is named', () => {
		const named = itemWith({ ...byEmail, revoke: 'one', earnedBadge: '654cbea06bccde1274b6d3a2' });
		expect(lookUpOf(revoke, readRow(revoke, named))).toBeUndefined();
	});

	it.each([
		['latest', ['a2']],
		['all', ['a2', 'a1']],
	])('takes the active earned badges (%s)', (which, ids) => {
		const { rows } = lookUp(which, earns(gone, over, second, first)) as { rows: object[] };
		expect(rows).toMatchObject(ids.map((earnedBadge) => ({ earnedBadge })));
	});

	it('takes the next of the latest for another row', () => {
		const held = { ...earns(gone, over, second, first), activeEarnedCount: 2 };
		const byOthers: TakenIds = new Map();
		for (const earnedBadge of ['a2', 'a1']) {
			expect(lookUp('latest', held, byOthers)).toMatchObject({
				status: 'found',
				rows: [{ earnedBadge }],
			});
		}
		// The other row has not revoked it yet, and may fail, so it is not already done.
		expect(lookUp('latest', held, byOthers)).toMatchObject({
			status: 'failed',
			refusal: { code: 814, note: 'Other items revoke all that the customer has.' },
		});
	});

	it.each([
		['latest', earns(second, first, { ...gone, revokedOn: 1728282000 }), ['a4'], 'found'],
		['all', earns({ ...gone, revokedOn: 1728282000 }), ['a4'], 'alreadyDone'],
	])(
		'takes what the first try revoked when n8n repeats the node (%s)',
		(which, data, ids, otherwise) => {
			const answer = { data: { id: badge, ...data }, warnings: [] };
			const read = (since: number) =>
				completed(revoke, row(which), answer, new Map(), since * 1000);
			expect(read(1728281999)).toMatchObject({
				status: 'succeeded',
				output: ids.map((earnedBadgeId) => ({ earnedBadgeId, isActive: false })),
			});
			expect(read(1728282001)).toHaveProperty('status', otherwise);
		},
	);

	it('takes no other one when n8n repeats the node and the response lists no revoked ones', () => {
		const answer = { data: { id: badge, ...earns(second, first, over) }, warnings: [] };
		const read = (which: string, since?: number) =>
			completed(revoke, row(which), answer, new Map(), since);
		expect(read('latest', 1)).toMatchObject({ refusal: { outcome: 'unknown' } });
		expect(read('latest')).toHaveProperty('status', 'found');
		expect(read('all', 1)).toHaveProperty('status', 'found');
	});

	it('takes all once for a customer who is named in two ways', () => {
		const byOthers: TakenIds = new Map();
		const other = readRow(
			revoke,
			itemWith({ badge, customerIdentifier: 'customerId', customer: 62090013, revoke: 'all' }),
		);
		const answer = { data: { id: badge, ...earns(first) }, warnings: [] };
		const rows = [row('all'), other].map((one) => {
			const found = completed(revoke, one, answer, byOthers) as { rows: object[] };
			return found.rows[0];
		});
		expect(rows[0]).not.toEqual(rows[1]);
		expect(revoke.batch!.dedupeKey(rows[0])).toBe(revoke.batch!.dedupeKey(rows[1]));
		expect(callFor(revoke, [rows[1]])).toEqual(callFor(revoke, [rows[0]]));
	});

	it('sends a call for each earned badge', () => {
		const { rows } = lookUp('latest', earns(first)) as { rows: Array<{ earnedBadge?: string }> };
		expect(callFor(revoke, [rows[0]])).toEqual({
			method: 'POST',
			path: '/api_gateway/v1/badges/customer/revokeEarn',
			headers: { 'X-CAP-CUSTOMER-IDENTIFIER': 'email' },
			body: { badgeMetaId: badge, customerId: 'maya@example.com', earnedBadgeId: 'a1' },
		});
		expect(revoke.describe(rows[0])).toBe(
			`revoke earned badge a1 of badge ${badge} from the customer with email maya@example.com`,
		);
	});

	it.each([
		['latest', 'there were some', earns(gone, over), 'a4'],
		['all', 'there were some', earns(over), 'a3'],
		['latest', 'there was none', earns(), null],
		['all', 'there was none', earns(), null],
	])('is already done when nothing is left to revoke (%s, %s)', (which, _, data, earnedBadgeId) => {
		expect(lookUp(which, { ...data, activeEarnedCount: 0 })).toEqual({
			status: 'alreadyDone',
			output: [
				{ badgeMetaId: badge, customerId: 'maya@example.com', earnedBadgeId, isActive: false },
			],
			failure: {
				...{ cause: 'capillary', code: 814, requestId: 'r1' },
				message: 'Active earn instance is not present.',
				reason: 'notEarned',
			},
		});
	});

	it.each([
		['counts badges that it does not list', { ...earns(), activeEarnedCount: 2 }],
		['lists none at all', { activeEarnedCount: 0 }],
		['lists one without ID', earns({ earnedOn: 1728281960 })],
		['is about another badge', { ...earns(first), id: '653ddb33b3cda7078c7c68ea' }],
	])('fails when the response %s', (_, data) => {
		expect(lookUp('all', data)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable' },
		});
	});

	it.each([
		['latest', 'revoke the latest earned badge of the customer with email maya@example.com'],
		['all', 'revoke the earned badges of the customer with email maya@example.com'],
	])('describes %s', (which, words) => {
		expect(revoke.describe(row(which))).toBe(`${words} for badge ${badge}`);
	});
});

describe('earn revoke of a badge that Capillary refuses as not active', () => {
	const refused: Refusal = { cause: 'capillary', code: 814, message: 'Not present.' };
	const one = readRow(
		revoke,
		itemWith({ ...byEmail, revoke: 'one', earnedBadge: '654cbea06bccde1274b6d3a2' }),
	);
	const entry = { earnId: '654cbea06bccde1274b6d3a2', earnedOn: 1728281960 };
	const output = {
		...{ badgeMetaId: badge, customerId: 'maya@example.com' },
		...{ earnedBadgeId: entry.earnId, isActive: false },
	};

	/**
	 * The outcome for what the customer has of the badge, after an attempt at `since` without a
	 * clear response.
	 */
	const known = (data: object, since?: number) =>
		revoke.repeat.verify!.settle(
			one,
			{ status: 'succeeded', response: { data: { id: badge, ...data }, warnings: [] } },
			refused,
			since,
		);

	it.each([
		['earnId and a status', { ...entry, earnStatus: 'REVOKED' }],
		[
			'earnedBadgeId and a flag',
			{ ...entry, earnId: undefined, earnedBadgeId: entry.earnId, isActive: false },
		],
		['id and the time', { ...entry, earnId: undefined, id: entry.earnId, revokedOn: 1728281990.5 }],
		['an expired entry', { ...entry, earnStatus: 'EXPIRED' }],
	])('is already done according to %s', (_, over) => {
		expect(known(earns(over))).toMatchObject({
			status: 'alreadyDone',
			output: [output],
			failure: { code: 814 },
		});
	});

	it.each([
		['one of another badge or customer', earns({ ...entry, earnId: 'a1' }), 'otherEarnedBadge'],
		['one that the customer still has', earns({ ...entry, earnStatus: 'ACTIVE' }), 'stillThere'],
	])('refuses %s', (_, data, reason) => {
		for (const since of [undefined, 0]) {
			const { refusal: actual } = known(data, since) as { status: 'failed'; refusal: Refusal };
			expect(actual).toMatchObject({ code: 814, reason });
		}
	});

	it('fails when the response has no list', () => {
		expect(known({})).toMatchObject({ status: 'failed', refusal: { cause: 'unreadable' } });
	});

	it.each([
		['by this run', 1728281990, 1728281989],
		['by somebody before', 1728281990, 1728281991],
	])('distinguishes after a lost response when it was revoked %s', (who, revokedOn, since) => {
		const settled = known(earns({ ...entry, revokedOn }), since * 1000);
		const expected =
			who === 'by this run'
				? { status: 'succeeded', output: [output] }
				: { status: 'alreadyDone', output: [output] };
		expect(settled).toMatchObject(expected);
	});
});
