import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import { plan } from '../../../../nodes/CapillaryBadges/engine/plan';
import { requestOf } from '../../../../nodes/CapillaryBadges/engine/request';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import { itemWith } from '../itemWith';
import { callFor, readRow, settleRow } from '../operation';

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

/** The outcomes of the rows for a response to the call that they share. */
function settled(items: Array<Record<string, unknown>>, data: unknown) {
	const rows = items.map((parameters) => readRow(importEarned, itemWith(parameters)));
	const call = callFor(importEarned, rows);
	return rows.map((row) => settleRow(importEarned, row, { data, warnings: [] }, call));
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
const done = (earnedBadgeId: string) => ({ status: 'succeeded', output: [{ earnedBadgeId }] });
const refused = (code: number) => ({ status: 'failed', refusal: { cause: 'capillary', code } });
const unknown = { status: 'failed', refusal: { cause: 'unreadable' } };

describe('earn import', () => {
	it('puts rows of different badges and ends into one call, and equal rows into different calls', async () => {
		const later = { ...past(1, '2026-01-02'), earnExpiresOn: '2027-12-31T12:00:00Z' };
		const items = [past(1, '2026-01-01'), later, past(2, '2026-01-01', otherBadge)];
		const rows = [...items, past(1, '2026-01-02'), items[0]].map((parameters, index) => ({
			index,
			part: 0,
			row: readRow(importEarned, itemWith(parameters)),
		}));
		const calls = await plan(requestOf(importEarned), rows, 20);
		expect(calls.map(({ rows }) => rows.map(({ index }) => index))).toEqual([[0, 1, 2], [3], [4]]);
		expect(calls[0].call.body).toMatchObject([
			{ badgeMetaId: badge, customerId: 1, earnEventDateISO: '2026-01-01T12:00:00.000Z' },
			{ badgeMetaId: badge, customerId: 1, earnEventDateISO: '2026-01-02T12:00:00.000Z' },
			{ badgeMetaId: otherBadge, customerId: 2 },
		]);
	});

	it('is sent only once', () => {
		expect(
			callFor(importEarned, [readRow(importEarned, itemWith(past(1, '2026-01-01')))]).once,
		).toBe(true);
	});

	it('finds the entry of each row in any order', () => {
		const items = [past(1, '2026-01-01'), past(2, '2026-01-01')];
		expect(settled(items, [entry('2', 'e2'), entry(1, 'e1')])).toMatchObject([
			done('e1'),
			done('e2'),
		]);
	});

	it('tells two badges of one customer apart by their ends, in any order', () => {
		const items = [
			past(1, '2026-01-01'),
			{ ...past(1, '2026-01-01'), earnExpiresOn: '2027-12-31T12:00:00Z' },
		];
		const later = entry(1, 'e2');
		const answer = [{ ...later, data: { ...later.data, expiresOn: 1830254400 } }, entry(1, 'e1')];
		expect(settled(items, answer)).toMatchObject([done('e1'), done('e2')]);
	});

	it('tells two badges of one customer apart by their order', () => {
		const items = [past(1, '2026-01-02'), past(1, '2026-01-01')];
		expect(settled(items, [entry(1, 'e2'), entry(1, 'e1')])).toMatchObject([
			done('e2'),
			done('e1'),
		]);
	});

	it('assigns an entry without a customer to the row at its place', () => {
		const items = [past(1, '2026-01-01'), past(1, '2026-01-02'), past(2, '2026-01-01')];
		const answer = [entry(1, 'e1'), refusal(1054), entry(2, 'e3')];
		expect(settled(items, answer)).toMatchObject([done('e1'), refused(1054), done('e3')]);
	});

	it.each([
		['is empty', []],
		['has no ID', [{ data: { badgeMetaId: badge, customerId: 1 }, errors: null, warnings: null }]],
		['is not a list', {}],
		['is about another customer', [entry(2, 'e2')]],
		['is about another badge', [entry(1, 'e1', otherBadge)]],
		['has the wrong number of entries', [refusal(1054), refusal(1054)]],
	])('fails when the response %s', (_, data) => {
		expect(settled([past(1, '2026-01-01')], data)).toMatchObject([unknown]);
	});
});

describe('earn import, read back', () => {
	const recover = importEarned.repeat.recover!;
	const row = readRow(importEarned, itemWith(past(12, '2026-01-01')));
	const since = Date.UTC(2026, 5);
	const held = (earnId: string, fields: object = {}) => ({
		...{ earnId, earnedOn: since / 1000 + 5, earnEventDate: 1767268800, expiresOn: 1798718400 },
		...fields,
	});
	const readBack = (earns: object[], taken: string[] = []) =>
		recover.settle(
			row,
			{ data: { id: badge, earnDetails: { earns } }, warnings: [] },
			{
				...{ call: callFor(importEarned, [row]), since, byOtherRun: false },
				taken: new Set(taken),
			},
		);

	it('is done when the customer got the badge since, and no other row has it', () => {
		const two = [held('e1'), held('e2', { earnedOn: since / 1000 + 9 })];
		expect(readBack(two)).toMatchObject({ status: 'done', output: { earnedBadgeId: 'e1' } });
		expect(readBack(two, ['e1'])).toMatchObject({ output: { earnedBadgeId: 'e2' } });
		expect(recover.idOf({ earnedBadgeId: 'e1' })).toBe('e1');
		expect(recover.resend!(row)).toBe(row);
	});

	it.each<[string, object[]]>([
		['has none', []],
		['has one from before', [held('e1', { earnedOn: since / 1000 - 5 })]],
		['has one with another earn date', [held('e1', { earnEventDate: 1767268801 })]],
		['has one with another end', [held('e1', { expiresOn: 1798718401 })]],
	])('is not done when the customer %s', (_, earns) => {
		expect(readBack(earns)).toEqual({ status: 'notDone' });
	});

	it.each<[string, object]>([
		['has no date', { earnedOn: null }],
		['has no date except the earn date', { earnedOn: 1767268800 }],
	])('is unknown when the entry %s', (_, fields) => {
		expect(readBack([held('e1', fields)])).toEqual({ status: 'unknown' });
	});

	it('is unknown when the response is about another badge', () => {
		const answer = { data: { id: otherBadge, earnDetails: { earns: [] } }, warnings: [] };
		const about = { call: callFor(importEarned, [row]), since, taken: new Set<string>() };
		expect(recover.settle(row, answer, { ...about, byOtherRun: false })).toEqual({
			status: 'unknown',
		});
	});
});
