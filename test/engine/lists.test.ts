import type { INodeListSearchResult } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';

const harness = useHarness();

function names({ results }: INodeListSearchResult) {
	return results.map(({ name }) => name);
}

describe('the list of badges', () => {
	const method = 'searchBadges';

	async function allPages(filter?: string): Promise<INodeListSearchResult[]> {
		const pages: INodeListSearchResult[] = [];
		let paginationToken: unknown;
		do {
			const page = await harness().list({ method, filter, paginationToken });
			pages.push(page);
			({ paginationToken } = page);
		} while (paginationToken !== undefined);
		return pages;
	}

	function addBadges(count: number): string[] {
		const names = Array.from({ length: count }, (_, i) => `Badge ${String(i).padStart(3, '0')}`);
		for (const name of names) harness().sandbox.state.addBadge({ name });
		return names;
	}

	test('comes in pages, sorted by name, each badge once', async () => {
		const all = addBadges(120);
		const pages = await allPages();

		expect(pages.map(({ results }) => results.length)).toEqual([50, 50, 20]);
		expect(pages.flatMap(names)).toEqual(all);
	});

	test('has the ID of each badge as its value', async () => {
		const { id, name } = harness().sandbox.state.addBadge({ name: 'Summer Explorer' });

		expect(await harness().list({ method })).toEqual({ results: [{ name, value: id }] });
	});

	test('says which badges are inactive, upcoming or expired', async () => {
		const { state } = harness().sandbox;
		const now = state.now();
		state.addBadge({ name: 'A', active: false });
		state.addBadge({ name: 'B', startOn: now + 60_000 });
		state.addBadge({ name: 'C', expiresOn: now - 60_000, active: false });

		expect(names(await harness().list({ method }))).toEqual([
			'A (inactive)',
			'B (upcoming)',
			'C (expired, inactive)',
		]);
	});

	test('is searched by Capillary, by a part of the name', async () => {
		addBadges(120);

		expect((await allPages('badge 11')).map(names)).toEqual([
			Array.from({ length: 10 }, (_, index) => `Badge 11${index}`),
		]);
	});

	test.each([
		['istanbul', 'İstanbul'],
		['mu\u0308nchen ', 'München'],
	])('%j finds %s, which Capillary does not find', async (filter, name) => {
		addBadges(60);
		harness().sandbox.state.addBadge({ name });
		await harness().list({ method });
		const before = harness().calls.length;

		expect((await allPages(filter)).map(names)).toEqual([[name]]);
		// The page that the open list has loaded serves the search.
		expect(harness().calls.length - before).toBe(2);
	});

	test('requests no page twice while somebody types what no badge has', async () => {
		addBadges(120);
		await harness().list({ method });
		const before = harness().calls.length;
		for (const filter of ['x', 'xy', 'xyz']) {
			expect(await harness().list({ method, filter })).toEqual({ results: [] });
		}

		const pages = harness()
			.calls.slice(before)
			.filter(({ query }) => !('name' in query));
		expect(pages).toHaveLength(2);
	});

	test('ends when the server sends its first page forever', async () => {
		addBadges(120);
		harness().sandbox.faults.set({ variants: { paging: 'ignored' } });
		const pages = await allPages();

		expect(new Set(pages.flatMap(names)).size).toBe(pages.flatMap(names).length);
	});

	test('reads on after a full page without a total', async () => {
		const page = (from: number, count: number) => ({
			data: { metaBasicDetails: Array.from({ length: count }, (_, i) => ({ id: `${from + i}` })) },
		});
		harness().sandbox.faults.set(
			[page(0, 50), page(50, 7)].map((body) => ({
				match: { method: 'GET' },
				fault: { kind: 'status', status: 200, body },
			})),
		);

		expect((await allPages()).map(({ results }) => results.length)).toEqual([50, 7, 0]);
	});

	test('explains why it cannot be loaded', async () => {
		const credential = harness().credential('oAuth', { clientSecret: 'wrong-secret' });

		await expect(harness().list({ method, credential })).rejects.toThrow(
			/^Capillary did not accept the client key and client secret\./,
		);
	});

	test('explains a rate limit without advice for runs', async () => {
		harness().sandbox.faults.set([{ times: 'always', fault: { kind: 'status', status: 429 } }]);
		const credential = harness().credential('basic');

		await expect(harness().list({ method, credential })).rejects.toThrow(
			"Capillary's rate limit was reached. Open the list again in a moment, or choose 'By ID'.",
		);
	});

	test('renews an expired token', async () => {
		addBadges(1);
		const credential = harness().credential('oAuth');
		await harness().list({ method, credential });
		harness().sandbox.expireTokens();

		expect(names(await harness().list({ method, credential }))).toEqual(['Badge 000']);
		expect(credential.saves).toBe(2);
	});
});

describe.each([
	['searchEarnedBadges', 'earn', 'addEarned', 'Earned'],
	['searchEnrolments', 'issue', 'addEnrolment', 'Enrolled'],
] as const)('%s', (method, resource, add, verb) => {
	function give(day: string, revokedOn: number | null = null) {
		const { state } = harness().sandbox;
		const [badge] = state.badges.values();
		const givenOn = Date.parse(`${day}T12:00:00Z`);
		return state[add]({ badgeMetaId: badge.id, customerId: 62090013, givenOn, revokedOn }).id;
	}

	function parameters(identifier: string, customer: string) {
		const [badge] = harness().sandbox.state.badges.keys();
		const operation = { resource, operation: 'revoke', revoke: 'one' };
		return { ...operation, badge: byId(badge), customerIdentifier: identifier, customer };
	}

	beforeEach(() => {
		const { state } = harness().sandbox;
		state.addBadge({ earnType: 'ISSUE_EARN' });
		state.addCustomer({ id: 62090013, email: 'maya@example.com' });
	});

	test.each([
		['customerId', '62090013'],
		['email', 'maya@example.com'],
	])('lists what the customer has, with the customer named by %s', async (identifier, customer) => {
		const first = give('2026-03-01');
		give('2026-03-02', Date.now());
		const third = give('2026-03-03');
		const list = await harness().list({ method, parameters: parameters(identifier, customer) });

		expect(list).toEqual({
			results: [
				{ name: `${verb} 2026-03-01 · ${first}`, value: first },
				{ name: `${verb} 2026-03-03 · ${third}`, value: third },
			],
		});
		const sent = identifier === 'customerId' ? undefined : identifier;
		expect(harness().calls.map((call) => call.customerIdentifier)).toEqual([sent]);
	});

	test('is filtered by the entered text', async () => {
		give('2026-03-01');
		const second = give('2026-03-02');
		const list = await harness().list({
			method,
			parameters: parameters('customerId', '62090013'),
			filter: '03-02',
		});

		expect(list.results.map(({ value }) => value)).toEqual([second]);
	});

	test('says which field to fill first', async () => {
		await expect(harness().list({ method, parameters: parameters('email', '') })).rejects.toThrow(
			/^Fill 'Customer' first\./,
		);
		expect(harness().sandbox.ledger.calls).toEqual([]);
	});
});

describe('the list of badge groups', () => {
	const method = 'searchGroups';

	test('marks inactive groups', async () => {
		const one = harness().sandbox.state.addGroup({ name: 'Spring' });
		const other = harness().sandbox.state.addGroup({ name: 'Summer', isActive: false });

		expect(await harness().list({ method })).toEqual({
			results: [
				{ name: 'Spring', value: one.id },
				{ name: 'Summer (inactive)', value: other.id },
			],
		});
	});

	test('is filtered by the entered text, across pages', async () => {
		for (let i = 0; i < 60; i++) harness().sandbox.state.addGroup({ name: `Group ${i}` });
		await harness().list({ method });

		expect(names(await harness().list({ method, filter: 'GROUP 59' }))).toEqual(['Group 59']);
		expect(harness().calls).toHaveLength(2);
	});
});

describe('the list of custom fields', () => {
	beforeEach(() => {
		harness().sandbox.state.addCustomField({ name: 'Color' });
		harness().sandbox.state.addCustomField({ name: 'Level', dataType: 'INTEGER', isActive: false });
	});

	test('shows each field with its data type, and has its ID as the value', async () => {
		const [color, level] = harness().sandbox.state.customFields.keys();

		expect(await harness().list({ method: 'searchCustomFields' })).toEqual({
			results: [
				{ name: 'Level (integer, inactive)', value: level },
				{ name: 'Color (string)', value: color },
			],
		});
	});

	test('offers only the names of active fields', async () => {
		expect(await harness().list({ method: 'searchCustomFieldNames' })).toEqual({
			results: [{ name: 'Color (string)', value: 'Color' }],
		});
	});
});

describe('a list that the node itself searches', () => {
	const method = 'searchGroups';

	test.each([
		['istanbul', 'İstanbul'],
		['  istanbul ', 'İstanbul'],
		['mu\u0308nchen', 'München'],
		['münchen', 'Mu\u0308nchen'],
	])('finds %j as %s', async (filter, name) => {
		const { state } = harness().sandbox;
		state.addGroup({ name: 'Berlin' });
		state.addGroup({ name });
		await harness().list({ method });

		expect(names(await harness().list({ method, filter }))).toEqual([name]);
	});

	test('reads the pages once while several texts are entered', async () => {
		for (let nth = 0; nth < 120; nth++) harness().sandbox.state.addGroup({ name: `Group ${nth}` });
		await harness().list({ method });
		const before = harness().calls.length;
		for (const filter of ['1', '11', '119']) await harness().list({ method, filter });

		expect(harness().calls.length - before).toBeLessThanOrEqual(2);
	});

	test('is read again when it is opened again', async () => {
		await harness().list({ method });
		harness().sandbox.state.addGroup({ name: 'New' });

		expect(names(await harness().list({ method }))).toEqual(['New']);
	});
});

describe('the list of claims', () => {
	const method = 'searchClaims';
	const unclaim = { resource: 'claim', operation: 'unclaim' };

	test('shows the active claims of the badge by module and reference ID', async () => {
		const { state } = harness().sandbox;
		const { id: badgeMetaId } = state.addBadge();
		const badge = byId(badgeMetaId);
		state.addClaim({ badgeMetaId, ownerType: 'Loyalty', referenceId: '123' });
		state.addClaim({ badgeMetaId, ownerType: 'Loyalty', referenceId: '124', isActive: false });
		state.addClaim({ badgeMetaId, ownerType: 'JOURNEYS', referenceId: '9' });
		// No call accepts this owner.
		state.addClaim({ badgeMetaId, ownerType: 'Membercare', referenceId: '9' });

		expect(await harness().list({ method, parameters: { ...unclaim, badge } })).toEqual({
			results: [
				{ name: expect.stringMatching(/^Loyalty.* · 123$/), value: 'Loyalty 123' },
				{ name: 'Journeys · 9', value: 'Journeys 9' },
			],
		});
	});

	test('says why it is empty for a badge that is entered by name', async () => {
		const badge = { __rl: true, mode: 'name', value: 'Gold' };
		await expect(harness().list({ method, parameters: { ...unclaim, badge } })).rejects.toThrow(
			/^'Badge' is entered by name, and this list needs its ID\./,
		);
	});

	test('says which field to fill first', async () => {
		await expect(
			harness().list({ method, parameters: { ...unclaim, badge: byId('') } }),
		).rejects.toThrow(/^Fill 'Badge' first\./);
	});
});
