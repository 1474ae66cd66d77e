import {
	customerBadgesIn,
	newestFirst,
} from '../../../../nodes/CapillaryBadges/resources/shared/customerBadges';

const badge = '653ddb33b3cda7078c7c68e9';
const past = 1_700_000_000;
const future = 4_000_000_000;

const earns = (...entries: object[]) =>
	customerBadgesIn('earned', badge, { id: badge, earnDetails: { earns: entries } });

describe('the badges of a customer', () => {
	it.each([
		['earnId', { earnId: 'a1' }],
		['earnedBadgeId', { earnedBadgeId: 'a1' }],
		['id', { id: 'a1' }],
	])('are identified by %s', (_, entry) => {
		expect(earns(entry)).toMatchObject([{ id: 'a1', status: 'ACTIVE', isActive: true }]);
	});

	it.each([
		['a status', { earnStatus: 'ACTIVE', expiresOn: past }, 'ACTIVE', true],
		['a status in other letters', { status: 'Revoked' }, 'REVOKED', false],
		['a date of revocation', { revokedOn: past, expiresOn: future }, 'REVOKED', false],
		['no date of revocation', { revokedOn: null, expiresOn: future }, 'ACTIVE', true],
		['a flag', { isActive: false }, 'INACTIVE', false],
		['the other flag', { active: false }, 'INACTIVE', false],
		['an end that has passed, in seconds', { expiresOn: past }, 'EXPIRED', false],
		[
			'an end that has passed, in ISO 8601',
			{ expiresOnISO: '2024-01-21T09:06:51Z' },
			'EXPIRED',
			false,
		],
		['an end to come', { expiresOn: future }, 'ACTIVE', true],
		['nothing', {}, 'ACTIVE', true],
	])('have their state from %s', (_, entry, status, isActive) => {
		expect(earns({ id: 'a1', ...entry })).toMatchObject([{ status, isActive }]);
	});

	it('have dates in seconds and in ISO 8601', () => {
		expect(
			earns(
				{ id: 'a1', earnedOn: 1728281969.3 },
				{ id: 'a2', earnedOnISO: '2024-10-07T11:49:29.300+05:30' },
			),
		).toMatchObject([{ on: '2024-10-07T06:19:29.300Z' }, { on: '2024-10-07T06:19:29.300Z' }]);
	});

	it.each([
		['an empty list', { id: badge, earnDetails: { earns: [] } }],
		['null for the list', { id: badge, earnDetails: { earns: null } }],
	])('are empty with %s', (_, data) => {
		expect(customerBadgesIn('earned', badge, data)).toEqual([]);
	});

	it.each([
		['is about another badge', { id: '653ddb33b3cda7078c7c68ea', earnDetails: { earns: [] } }],
		['has no such list', { id: badge }],
		['has something else instead', { id: badge, earnDetails: { earns: { count: 0 } } }],
		['has an entry without ID', { id: badge, earnDetails: { earns: [{ earnedOn: past }] } }],
		['is a text', 'ok'],
	])('are unknown when the response %s', (_, data) => {
		expect(customerBadgesIn('earned', badge, data)).toBeUndefined();
	});
});

describe('newestFirst', () => {
	const ids = (...entries: object[]) => newestFirst(earns(...entries)!).map(({ id }) => id);

	it.each([
		['in order', [1, 2, 3]],
		['in the opposite order', [3, 2, 1]],
		['mixed', [2, 3, 1]],
	])('sorts by date, %s', (_, order) => {
		const entries = order.map((number) => ({ id: String(number), earnedOn: past + number }));
		expect(ids(...entries)).toEqual(['3', '2', '1']);
	});

	it('keeps the order of the list when dates are equal or missing', () => {
		expect(ids({ id: 'a1' }, { id: 'a2' }, { id: 'a3', earnedOn: past })).toEqual([
			'a3',
			'a2',
			'a1',
		]);
	});

	it('returns nothing for an empty list', () => {
		expect(newestFirst([])).toEqual([]);
	});
});
