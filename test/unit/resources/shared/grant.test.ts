import type { Operation } from '../../../../nodes/CapillaryBadges/engine/operation';
import type {
	Recovered,
	RecoveryOf,
	Outcome,
} from '../../../../nodes/CapillaryBadges/engine/results';
import { plan } from '../../../../nodes/CapillaryBadges/engine/plan';
import { requestOf } from '../../../../nodes/CapillaryBadges/engine/request';
import { findOperation } from '../../../../nodes/CapillaryBadges/resources';
import type { Call } from '../../../../nodes/CapillaryBadges/api/call';
import { itemWith } from '../itemWith';
import { callFor, readRow, settleRow } from '../operation';

const badge = '653ddb33b3cda7078c7c68e9';
const otherBadge = '653ddb33b3cda7078c7c68ea';
const owner = { ownerType: 'Loyalty', referenceId: '7' };
const person = { badge, customerIdentifier: 'customerId', customer: 12, ...owner };
const notDone = { status: 'failed', refusal: { cause: 'unreadable' } };

const create = (resource: string) => findOperation(resource, 'create') as Operation;

/** The calls for these items, which share a badge and an owner. */
async function planned(
	resource: string,
	items: Array<Record<string, unknown>>,
	seed = '',
): Promise<Call[]> {
	const operation = create(resource);
	const rows = items.map((parameters, index) => ({
		index,
		part: 0,
		row: readRow(operation, itemWith({ ...person, ...parameters }, { index, seed })),
	}));
	return (await plan(requestOf(operation), rows, 20)).map(({ call }) => call);
}

function settle(
	resource: string,
	data: unknown,
	parameters: Record<string, unknown> = {},
): Outcome {
	const operation = create(resource);
	const row = readRow(operation, itemWith({ ...person, ...parameters }));
	return settleRow(operation, row, { data, warnings: [] }, callFor(operation, [row]));
}

const customers = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ customer: index + 1 }));

describe('earn create', () => {
	it('has one call for a single customer and another for several', async () => {
		const [one] = await planned('earn', customers(1));
		const [several] = await planned('earn', customers(2));
		const common = { badgeMetaId: badge, requestId: expect.any(String), triggeredBy: owner };
		expect(one).toMatchObject({ path: expect.stringMatching(/\/customer\/earn$/) });
		expect(one.body).toEqual({ ...common, customerId: 1 });
		expect(several).toMatchObject({ path: expect.stringMatching(/\/customer\/earnBulk$/) });
		expect(several.body).toEqual({ ...common, customerIds: [1, 2] });
	});

	it('gives the badge twice to a customer who appears twice, in two calls', async () => {
		const calls = await planned('earn', [...customers(3), ...customers(1)]);
		expect(calls.map(({ body }) => body)).toMatchObject([
			{ customerIds: [1, 2, 3] },
			{ customerId: 1 },
		]);
	});

	it('gives the badge once to a customer who appears twice with one request ID', async () => {
		const options = { requestId: 'order-1' };
		const calls = await planned('earn', [{ options }, { options }]);
		expect(calls.map(({ body }) => body)).toMatchObject([{ customerId: 12, requestId: 'order-1' }]);
	});

	it('makes a different request ID for each call', async () => {
		const ids = (await planned('earn', [...customers(21), ...customers(1)])).map(
			({ body }) => (body as { requestId: string }).requestId,
		);
		expect(ids).toHaveLength(3);
		expect(new Set(ids).size).toBe(3);
	});

	it('makes the same request IDs when n8n repeats a run, and others in another run', async () => {
		const idsIn = async (seed: string) =>
			(await planned('earn', customers(45), seed)).map(
				({ body }) => (body as { requestId: string }).requestId,
			);
		expect(await idsIn('one')).toEqual(await idsIn('one'));
		expect(new Set([...(await idsIn('one')), ...(await idsIn('other'))]).size).toBe(6);
	});

	it('makes another request ID when the values of an item differ', async () => {
		const idOf = async (item: Record<string, unknown>) => (await planned('earn', [item]))[0].body;
		expect(await idOf({ customer: 1 })).not.toEqual(await idOf({ customer: 2 }));
	});

	it.each([
		['owners', { ownerType: 'Journeys' }],
		['references', { referenceId: '8' }],
		['dates', { options: { eventDate: '2026-03-01' } }],
		['badges', { badge: otherBadge }],
	])('puts different %s into different calls', async (_, change) => {
		expect(await planned('earn', [{ customer: 1 }, { customer: 2, ...change }])).toHaveLength(2);
	});

	it("sends an event date in the workflow's time zone", async () => {
		const [{ body }] = await planned('earn', [{ options: { eventDate: '2026-03-15T11:20:00' } }]);
		expect(body).toMatchObject({ earnEventDateISO: '2026-03-15T11:20:00.000+05:30' });
	});

	const done = (output: object) => ({
		status: 'succeeded',
		output: [{ badgeMetaId: badge, customerId: 12, expiresOn: null, requestId: 'r', ...output }],
	});
	const give = (data: object) =>
		settle('earn', { badgeMetaId: badge, ...data }, { options: { requestId: 'r' } });

	it.each([
		['one customer only', { customerId: '12', earnedBadgeId: 'e1' }],
		['earnId', { customerId: 12, earnId: 'e1' }],
		['a list of successes', { earnedBadgesList: [{ customerId: '12', earnedBadgeId: 'e1' }] }],
		[
			'null instead of failures',
			{
				earnedBadgesList: [{ customerId: 12, earnedBadgeId: 'e1' }],
				failedEarnBadgeErrorList: null,
			},
		],
	])('accepts %s', (_, data) => {
		expect(give(data)).toEqual(done({ earnedBadgeId: 'e1' }));
	});

	it('accepts the older list, which has only the ID of an enrolment', () => {
		expect(give({ issuedBadges: [{ customerId: 12, issuedId: 'i1', status: 'LIVE' }] })).toEqual(
			done({ earnedBadgeId: null, issuedId: 'i1' }),
		);
	});

	it.each([
		['errorCode', { errorCode: 811, errorMessage: 'Badge issue is mandatory before earn' }],
		['code', { code: 811, message: 'Badge issue is mandatory before earn' }],
		['a code as text', { errorCode: '811', errorMessage: 'Badge issue is mandatory before earn' }],
		['an error object', { error: { code: 811, message: 'Badge issue is mandatory before earn' } }],
	])('reads why one customer failed from %s', (_, error) => {
		const failedEarnBadgeErrorList = [{ customerId: 12, ...error }];
		const earnedBadgesList = [{ customerId: 13, earnedBadgeId: 'e2' }];
		expect(give({ earnedBadgesList, failedEarnBadgeErrorList })).toMatchObject({
			status: 'failed',
			refusal: { cause: 'capillary', code: 811, message: 'Badge issue is mandatory before earn' },
		});
	});

	it('notices an error beside an ID', () => {
		const error = { errorCode: 811, errorMessage: 'Badge issue is mandatory before earn' };
		const earnedBadgesList = [{ customerId: 12, earnedBadgeId: 'e1', ...error }];
		expect(give({ earnedBadgesList })).toMatchObject({ status: 'failed', refusal: { code: 811 } });
	});

	it.each([
		['another customer', { customerId: 13, earnedBadgeId: 'e1' }],
		['another badge', { badgeMetaId: otherBadge, customerId: 12, earnedBadgeId: 'e1' }],
		['other customers', { earnedBadgesList: [{ customerId: 13, earnedBadgeId: 'e1' }] }],
		['nobody', { earnedBadgesList: [], failedEarnBadgeErrorList: [] }],
		['no earned badge', { customerId: 12 }],
		['an empty ID', { customerId: 12, earnedBadgeId: '' }],
		['nothing', {}],
	])('fails when the response has %s', (_, data) => {
		expect(give(data)).toMatchObject(notDone);
	});
});

describe('issue create', () => {
	it('enrols a customer once who appears twice', async () => {
		expect(
			(await planned('issue', [...customers(2), ...customers(2)])).map(({ body }) => body),
		).toEqual([
			{
				badgeMetaId: badge,
				customers: [1, 2],
				requestId: expect.any(String),
				triggeredBy: owner,
			},
		]);
	});

	const enrol = (data: object) => settle('issue', { badgeMetaId: badge, ...data });

	it.each([
		['issueId', { customerId: '12', issueId: 'i1', error: null }],
		['no error key', { customerId: 12, issuedId: 'i1', status: 'ACTIVE' }],
	])('accepts an entry with %s', (_, entry) => {
		expect(enrol({ issuedBadges: [entry] })).toMatchObject({
			status: 'succeeded',
			output: [{ customerId: 12, issuedId: 'i1' }],
		});
	});

	it('notices an error beside an ID', () => {
		const error = {
			errorCode: 1040,
			errorMessage: 'An active issue for the badge already exists.',
		};
		expect(enrol({ issuedBadges: [{ customerId: 12, issuedId: 'i1', ...error }] })).toMatchObject({
			status: 'failed',
			refusal: { code: 1040 },
		});
	});

	it.each([
		[
			'another badge',
			{ badgeMetaId: otherBadge, issuedBadges: [{ customerId: 12, issuedId: 'i1' }] },
		],
		['another customer', { issuedBadges: [{ customerId: 13, issuedId: 'i1' }] }],
		['an enrolment without ID', { issuedBadges: [{ customerId: 12 }] }],
		['nobody', { issuedBadges: null }],
	])('fails when the response has %s', (_, data) => {
		expect(enrol(data)).toMatchObject(notDone);
	});
});

describe.each([
	['earn', 'earnDetails', 'earns', 'earnId', 'earnedOn', 'earnEventDate', 'earnedBadgeId'],
	['issue', 'issualDetails', 'issuals', 'issueId', 'issuedOn', 'issueEventDate', 'issuedId'],
])('%s create, read back', (resource, details, list, id, on, eventOn, output) => {
	const now = Date.now() / 1000;
	const recover = create(resource).repeat.recover!;

	function readBack(entries: object[], options = {}, about: Partial<RecoveryOf> = {}): Recovered {
		const operation = create(resource);
		const row = readRow(
			operation,
			itemWith({ ...person, options: { requestId: 'r', ...options } }),
		);
		const answer = { data: { id: badge, [details]: { [list]: entries } }, warnings: [] };
		const call = callFor(operation, [row]);
		const since = (now - 3600) * 1000;
		const usual = { call, since, taken: new Set<string>(), byOtherRun: false };
		return recover.settle(row, answer, { ...usual, ...about });
	}
	const entries = [
		{ [id]: 'a1', [on]: now - 9, expiresOn: 1926235957 },
		{ [id]: 'a2', [on]: now - 3, expiresOn: 1926235957 },
		{ [id]: 'a3', [on]: now - 1, expiresOn: 1926235957, revokedOn: now },
	];
	const found = (which: string) => ({ status: 'done', output: { [output]: which } });

	it('is triggered only by the refusal of the request ID', () => {
		const refusal = { cause: 'capillary' as const, message: '' };
		expect(recover.isRepeat!({ ...refusal, code: 809 })).toBe(true);
		expect(recover.isRepeat!({ ...refusal, code: 811 })).toBe(false);
	});

	it('outputs the first one that the customer got since', () => {
		expect(readBack(entries)).toEqual({
			status: 'done',
			output: {
				badgeMetaId: badge,
				customerId: 12,
				[output]: 'a1',
				expiresOn: '2031-01-15T09:32:37.000Z',
				requestId: 'r',
			},
		});
	});

	it.each<[string, string, object[], object?, Partial<RecoveryOf>?]>([
		['the next one when another row has the first', 'a2', entries, {}, { taken: new Set(['a1']) }],
		['the newest of another run', 'a3', entries, {}, { byOtherRun: true }],
		[
			'the one with this owner',
			'a2',
			[
				{ ...entries[0], ownerType: 'Journeys' },
				{ ...entries[1], ownerType: 'Loyalty', ownerReferenceId: '7' },
			],
		],
		['one without an owner', 'a1', [{ ...entries[0], ownerType: null }]],
		[
			'the one with this event date',
			'a2',
			[
				{ ...entries[0], [eventOn]: 1772388000 },
				{ ...entries[1], [eventOn]: 1772301600 },
			],
			{ eventDate: '2026-02-28T18:00:00Z' },
		],
	])('outputs %s', (_, which, held, ...more) => {
		expect(readBack(held, ...more)).toMatchObject(found(which));
	});

	it.each<[string, object[], object?, Partial<RecoveryOf>?]>([
		['nothing', []],
		['an older one', [{ [id]: 'a1', [on]: now - 3601 }]],
		['one that another row has', entries.slice(0, 1), {}, { taken: new Set(['a1']) }],
		['one from another owner', [{ ...entries[0], ownerReferenceId: '8' }]],
	])('is not done when the customer has %s', (_, held, ...more) => {
		expect(readBack(held, ...more)).toEqual({ status: 'notDone' });
	});

	it('is unknown without a date, or with only the event date', () => {
		expect(readBack([{ [id]: 'a1' }])).toEqual({ status: 'unknown' });
		const eventDate = '2026-02-28T18:00:00Z';
		expect(readBack([{ [id]: 'a1', [eventOn]: 1772301600 }], { eventDate })).toEqual({
			status: 'unknown',
		});
		expect(readBack([], {}, {})).toEqual({ status: 'notDone' });
	});

	it('is unknown when the response is about another badge', () => {
		const operation = create(resource);
		const row = readRow(operation, itemWith(person));
		const about = { call: callFor(operation, [row]), since: 0, taken: new Set<string>() };
		const answer = { data: { id: otherBadge, [details]: { [list]: entries } }, warnings: [] };
		expect(recover.settle(row, answer, { ...about, byOtherRun: false })).toEqual({
			status: 'unknown',
		});
	});

	it("is sent again with another request ID, unless the ID is the user's", () => {
		const operation = create(resource);
		const row = readRow(operation, itemWith(person));
		const again = recover.resend!(row);
		expect(callFor(operation, [again]).body).not.toEqual(callFor(operation, [row]).body);
		expect(
			recover.resend!(readRow(operation, itemWith({ ...person, options: { requestId: 'r' } }))),
		).toBe(undefined);
	});
});
