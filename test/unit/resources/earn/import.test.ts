import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { plan } from '../../../../nodes/CapillaryBadges/engine/plan';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import { itemWith } from '../itemWith';

const importEarned = findOperation('earn', 'import') as Operation;
const badge = '653ddb33b3cda7078c7c68e9';
const otherBadge = '653ddb33b3cda7078c7c68ea';

const past = (customer: number, day: string, of = badge) => ({
	badge: of,
	customerIdentifier: 'customerId',
	customer,
	earnEventDate: `${day}T12:00:00Z`,
	earnExpiresOn: '2026-12-31T12:00:00Z',
});

/** What the rows come to by an answer to the one call that they share. */
function settled(items: Array<Record<string, unknown>>, data: unknown) {
	const rows = items.map((parameters) => importEarned.row(itemWith(parameters)));
	const call = importEarned.call(rows as [unknown, ...unknown[]], 0);
	return rows.map((row) => importEarned.settle(row, { data, warnings: [] }, call));
}

const entry = (customerId: unknown, earnedBadgeId: string, badgeMetaId = badge) => ({
	data: {
		badgeMetaId,
		customerId,
		earnedBadgeId,
		expiresOn: 1798718400,
		requestId: `r_${earnedBadgeId}`,
	},
	errors: null,
	warnings: null,
});
const refusal = (code: number) => ({
	data: null,
	errors: [{ code, message: 'no', reference: null }],
	warnings: null,
});
const done = (earnedBadgeId: string) => ({ done: [{ earnedBadgeId }] });
const refused = (code: number) => ({ refused: { cause: 'capillary', code } });
const unknown = { refused: { cause: 'unreadable' } };

describe('earn import', () => {
	it('puts rows of different badges into one call, what is the same in all into it once', () => {
		const items = [past(1, '2026-01-01'), past(1, '2026-01-02'), past(2, '2026-01-01', otherBadge)];
		const rows = [...items, items[0]].map((parameters, index) => ({
			index,
			part: 0,
			row: importEarned.row(itemWith(parameters)),
		}));
		const [{ call, serves }, ...more] = plan(importEarned, rows, 20);
		expect(more).toEqual([]);
		expect(serves).toHaveLength(4);
		expect(call.body).toMatchObject([
			{ badgeMetaId: badge, customerId: 1, earnEventDateISO: '2026-01-01T12:00:00.000Z' },
			{ badgeMetaId: badge, customerId: 1, earnEventDateISO: '2026-01-02T12:00:00.000Z' },
			{ badgeMetaId: otherBadge, customerId: 2 },
		]);
	});

	it('is not made again when it may have been carried out', () => {
		expect(importEarned.call([importEarned.row(itemWith(past(1, '2026-01-01')))], 0).once).toBe(
			true,
		);
	});

	it('finds each row in the answer, in whatever order', () => {
		const items = [past(1, '2026-01-01'), past(2, '2026-01-01')];
		expect(settled(items, [entry('2', 'e2'), entry(1, 'e1')])).toMatchObject([
			done('e1'),
			done('e2'),
		]);
	});

	it('tells two times of one customer apart by their order', () => {
		const items = [past(1, '2026-01-02'), past(1, '2026-01-01')];
		expect(settled(items, [entry(1, 'e2'), entry(1, 'e1')])).toMatchObject([
			done('e2'),
			done('e1'),
		]);
	});

	it('gives an entry without a customer to the row in its place', () => {
		const items = [past(1, '2026-01-01'), past(1, '2026-01-02'), past(2, '2026-01-01')];
		const answer = [entry(1, 'e1'), refusal(1054), entry(2, 'e3')];
		expect(settled(items, answer)).toMatchObject([done('e1'), refused(1054), done('e3')]);
	});

	it.each([
		['is empty', []],
		['has no ID', [{ data: { badgeMetaId: badge, customerId: 1 }, errors: null, warnings: null }]],
		['is no list', {}],
		['is about another customer', [entry(2, 'e2')]],
		['is about another badge', [entry(1, 'e1', otherBadge)]],
		['is shorter than it should be', [refusal(1054), refusal(1054)]],
	])('is not done when the answer %s', (_, data) => {
		expect(settled([past(1, '2026-01-01')], data)).toMatchObject([unknown]);
	});
});
