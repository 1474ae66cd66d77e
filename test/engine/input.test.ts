import type { INodeParameters } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';

const harness = useHarness();
const badge = byId('653ddb33b3cda7078c7c68e9');
const earnedBadge = byId('654cbea06bccde1274b6d3a2');

/** All fields of each operation, so that a test can set one field wrong. */
const complete = {
	deactivate: { resource: 'badge', operation: 'deactivate', badge },
	unclaim: {
		...{ resource: 'claim', operation: 'unclaim', badge },
		...{ ownerType: 'Loyalty', referenceId: '123' },
	},
	revokeEarn: {
		...{ resource: 'earn', operation: 'revoke', badge },
		...{ customerIdentifier: 'customerId', customer: '62090013', revoke: 'one', earnedBadge },
	},
	revokeIssue: {
		...{ resource: 'issue', operation: 'revoke', badge },
		...{ customerIdentifier: 'customerId', customer: '62090013', revoke: 'all' },
		issueId: byId('653e024bb3cda7078c7c6903'),
	},
} satisfies Record<string, INodeParameters>;

/**
 * The operation, the wrong field and the beginning of the error. Most values come from expressions,
 * as from a sheet, because n8n checks what is typed into a field.
 */
const wrong: Array<[keyof typeof complete, INodeParameters, string]> = [
	['deactivate', { badge: byId('={{ "" }}') }, "'Badge' is empty"],
	['deactivate', { badge: byId('={{ $json.none }}') }, "'Badge' is empty"],
	['deactivate', { badge: byId('={{ "Summer" }}') }, "'Badge' is not a badge ID: 'Summer'"],
	['unclaim', { ownerType: '={{ "LOYALTY" }}' }, "'Owner Type' cannot be 'LOYALTY'"],
	['unclaim', { referenceId: '={{ " " }}' }, "'Reference ID' is empty"],
	['revokeEarn', { customer: '={{ null }}' }, "'Customer' is empty"],
	['revokeEarn', { customer: '={{ "a@b.c" }}' }, "'Customer' is not a customer ID: 'a@b.c'"],
	[
		'revokeEarn',
		{ customerIdentifier: 'externalId', customer: '={{ "🏅".slice(0, 1) }}' },
		"'Customer' contains a broken character",
	],
	[
		'revokeEarn',
		{ customer: '={{ 12345678901234567890 }}' },
		"'Customer' is a number too long to be",
	],
	['revokeEarn', { customer: '={{ [1, 2] }}' }, "'Customer' is neither text nor a whole number"],
	[
		'revokeEarn',
		{ customerIdentifier: '={{ "phone" }}' },
		"'Customer Identifier' cannot be 'phone'",
	],
	['revokeEarn', { customerIdentifier: 'email' }, "'Customer' is not an email address: '62090013'"],
	[
		'revokeEarn',
		{ customerIdentifier: 'mobile', customer: '12ab' },
		"'Customer' is not a mobile number: '12ab'",
	],
	[
		'revokeEarn',
		{ earnedBadge: byId('={{ 236 }}') },
		"'Earned Badge' is not an earned badge ID: '236'",
	],
	['revokeIssue', { revoke: '={{ "some" }}' }, "'What to Revoke' cannot be 'some'"],
	['revokeIssue', { revoke: 'one', issueId: byId('={{ "" }}') }, "'Enrolment' is empty"],
	[
		'revokeIssue',
		{ revoke: 'one', issueId: byId('a/b') },
		"'Enrolment' is not an enrolment ID: 'a/b'",
	],
	['revokeIssue', { options: { batchSize: 0 } }, "The option 'Customers per Call' must be"],
	['revokeIssue', { options: { batchSize: 21 } }, "The option 'Customers per Call' must be"],
	['deactivate', { options: { concurrency: 0 } }, "The option 'Calls at a Time' must be"],
	['deactivate', { options: { concurrency: 1.5 } }, "The option 'Calls at a Time' must be"],
	['deactivate', { options: { maxRetries: -1 } }, "The option 'Max Retries' must be"],
	['deactivate', { options: { timeout: '={{ "soon" }}' } }, "The option 'Timeout' must be"],
	['deactivate', { operation: 'delete' }, "The node has no operation 'delete'"],
];

describe.each(wrong)('%s with %j', (operation, field, expected) => {
	const parameters = { ...complete[operation], ...field } as INodeParameters;

	test('is refused before any call and stops the workflow', async () => {
		const { error } = await harness().run({ parameters });

		expect(error).toMatchObject({ message: expect.stringContaining(expected) as string });
		expect(error?.description).toMatch(/\S/);
		expect(harness().sandbox.ledger.calls).toEqual([]);
	});

	test('is refused before any call and goes to the error output', async () => {
		const items = [{ row: 'a' }, { row: 'b' }];
		const { outputs } = await harness().run({ parameters, items, onError: 'continueErrorOutput' });

		expect(outputs[0]).toEqual([]);
		expect(outputs[1]).toStrictEqual(
			items.map((item, index) => ({
				json: {
					...item,
					error: expect.stringContaining(expected) as string,
					message: expect.stringMatching(/\S/) as string,
				},
				pairedItem: { item: index },
			})),
		);
		expect(harness().sandbox.ledger.calls).toEqual([]);
	});
});

describe('one invalid item among others', () => {
	const parameters = { ...complete.deactivate, badge: byId('={{ $json.badge }}') };

	function items() {
		const [first, third] = [1, 2].map(() => harness().sandbox.state.addBadge().id);
		return [{ badge: first }, { badge: 'Summer' }, { badge: third }];
	}

	test('stops the workflow before any item is processed', async () => {
		const { error } = await harness().run({ parameters, items: items() });

		expect(error?.message).toBe("'Badge' is not a badge ID: 'Summer' [Item 1]");
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(harness().sandbox.ledger.calls).toEqual([]);
	});

	test('fails alone when On Error continues', async () => {
		const { rows, outputs } = await harness().run({
			parameters,
			items: items(),
			onError: 'continueErrorOutput',
		});

		expect(rows).toEqual([[0, 2], [1]]);
		expect(outputs[1][0].json.error).toContain("'Badge' is not a badge ID: 'Summer'");
		expect(harness().changes).toHaveLength(2);
	});

	test('fails alone when it is the first one and an expression in its options fails', async () => {
		const { state } = harness().sandbox;
		const { id } = state.addBadge({ startOn: Date.parse('2025-01-01T00:00:00Z') });
		state.addClaim({ badgeMetaId: id, ownerType: 'Loyalty', referenceId: '123' });
		state.addCustomer({ id: 62090013 });
		const { rows, outputs } = await harness().run({
			parameters: {
				...{ resource: 'earn', operation: 'create', badge: byId(id) },
				...{ customerIdentifier: 'customerId', customer: '62090013' },
				...{ ownerType: 'Loyalty', referenceId: '123' },
				options: { eventDate: '={{ $json.date.toDateTime() }}' },
			},
			items: [{ date: 'n/a' }, { date: '2025-03-15' }],
			onError: 'continueErrorOutput',
		});

		expect(rows).toEqual([[1], [0]]);
		expect(outputs[1][0].json.error).toBe('cannot convert to Luxon DateTime');
		expect(harness().changes).toHaveLength(1);
	});
});

test('ignores spaces around values, and accepts numbers as text', async () => {
	const { state } = harness().sandbox;
	const { id } = state.addBadge();
	state.addCustomer({ id: 62090013 });
	const earned = state.addEarned({ badgeMetaId: id, customerId: 62090013 });
	const { status } = await harness().run({
		parameters: {
			...complete.revokeEarn,
			badge: byId(` ${id.toUpperCase()} `),
			customer: ' 62090013\n',
			earnedBadge: byId(`\t${earned.id}`),
		},
	});

	expect(status).toBe('success');
	expect(harness().changes).toMatchObject([{ change: 'earnRevoked', earnedBadgeId: earned.id }]);
});

describe('a mobile number from a spreadsheet', () => {
	/** Customers whose mobile numbers differ only in a last digit. */
	function addCustomers() {
		const { state } = harness().sandbox;
		const { id } = state.addBadge();
		const mobiles = ['919876543210', '9198765432100', '9198765432105'];
		const [expected] = mobiles.map((mobile) => {
			const customer = state.addCustomer({ mobile });
			return state.addEarned({ badgeMetaId: id, customerId: customer.id });
		});
		return { badge: byId(id), expected };
	}

	test.each([
		'919876543210.0',
		'9.1987654321E+11',
		'919,876,543,210',
		"'919876543210",
		'="919876543210"',
	])('finds its own customer for %s', async (mobile) => {
		const { badge, expected } = addCustomers();
		const { status } = await harness().run({
			parameters: {
				...{ ...complete.revokeEarn, badge, earnedBadge: byId(expected.id) },
				...{ customerIdentifier: 'mobile', customer: '={{ $json.mobile }}' },
			},
			items: [{ mobile }],
		});

		expect(status).toBe('success');
		expect(harness().changes).toMatchObject([
			{ change: 'earnRevoked', earnedBadgeId: expected.id },
		]);
	});

	test.each(['919876543210.5', '9.19877E+11', '919876543210 (0)', '919876543210-5'])(
		'refuses %s before any call',
		async (mobile) => {
			const { badge } = addCustomers();
			const { error } = await harness().run({
				parameters: {
					...{ ...complete.revokeEarn, badge, revoke: 'all' },
					...{ customerIdentifier: 'mobile', customer: '={{ $json.mobile }}' },
				},
				items: [{ mobile }],
			});

			expect(error?.message).toMatch(
				/^'Customer' (can be read as different numbers|was shortened by a spreadsheet)/,
			);
			expect(error?.message.match(/\[Item 0\]/g)).toHaveLength(1);
			expect(harness().sandbox.ledger.calls).toEqual([]);
		},
	);
});

test.each([
	['2026-03-15 11:20:00 IST', "'Event Date' names the time zone 'IST'"],
	['1773553800', "'Event Date' is a number"],
	['2026-02-30', "'Event Date' is not a date"],
	[`2026-03-15 11:20:00 abc/${'['.repeat(100_000)}`, "'Event Date' is longer than a date"],
	['', "'Event Date' is empty"],
])('refuses an invalid date before any call: %#', async (date, expected) => {
	const { error } = await harness().run({
		parameters: {
			...{ resource: 'earn', operation: 'create', badge, customerIdentifier: 'customerId' },
			...{ customer: '62090013', ownerType: 'Loyalty', referenceId: '123' },
			options: { eventDate: '={{ $json.date }}' },
		},
		items: [{ date }],
	});

	expect(error?.message).toContain(expected);
	expect(harness().sandbox.ledger.calls).toEqual([]);
});

test('sends a card number with a space in it unchanged', async () => {
	const { state } = harness().sandbox;
	const { id } = state.addBadge();
	const customer = state.addCustomer({ cardNumber: '1234 5678' });
	const earned = state.addEarned({ badgeMetaId: id, customerId: customer.id });
	const { status } = await harness().run({
		parameters: {
			...{ ...complete.revokeEarn, badge: byId(id), earnedBadge: byId(earned.id) },
			...{ customerIdentifier: 'cardNumber', customer: '1234 5678' },
		},
	});

	expect(status).toBe('success');
	expect(harness().changes).toMatchObject([{ change: 'earnRevoked', earnedBadgeId: earned.id }]);
});

test("lets a badge end at the end of the day when 'Ends' has no time", async () => {
	const { status } = await harness().run({
		parameters: {
			...{ resource: 'badge', operation: 'create', name: 'Summer', owners: ['Loyalty'] },
			...{ startOn: '2030-01-01T00:00:00Z', expiresOn: '={{ "2030-01-31" }}' },
		},
	});

	expect(status).toBe('success');
	expect(harness().calls[0].body).toMatchObject({
		expiresOnISO: expect.stringMatching(/^2030-01-31T23:59:59/) as string,
	});
});
