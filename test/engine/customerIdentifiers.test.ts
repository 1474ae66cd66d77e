import type { INodeParameters } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';

const harness = useHarness();

/** The identifiers: the name, the value as entered, as sent, and the name in the look-up. */
const IDENTIFIERS = [
	['email', ' maya@example.com ', 'maya@example.com', 'email'],
	['mobile', '+44 7700-900 001', '447700900001', 'mobile'],
	['externalId', 'EXT 1', 'EXT 1', 'externalId'],
	['cardNumber', 'CARD-1', 'CARD-1', 'cardnumber'],
] as const;

const owner = { ownerType: 'Loyalty', referenceId: '123' };
const earnDates = { earnEventDate: '2025-06-01T10:00:00Z', earnExpiresOn: '2031-06-01T10:00:00Z' };

/** The operations whose calls send the identifier in a header. */
const BY_HEADER: Array<[string, string, INodeParameters]> = [
	['customer', 'getBadge', {}],
	['customer', 'getBadges', {}],
	['earn', 'getAll', {}],
	['earn', 'revoke', { revoke: 'latest' }],
	['earn', 'revoke', { revoke: 'all' }],
	['issue', 'getAll', {}],
];

/** The operations whose calls take only the customer's ID, so that it is looked up. */
const BY_LOOKUP: Array<[string, string, INodeParameters]> = [
	['badge', 'getUsage', { constraintType: 'CUSTOMER', limit: 1 }],
	['earn', 'create', owner],
	['earn', 'import', earnDates],
	['issue', 'create', owner],
	['issue', 'revoke', { revoke: 'all' }],
];

/** Runs an operation for an unknown customer and for one who has what the operation needs. */
async function run(
	[resource, operation, fields]: (typeof BY_HEADER)[0],
	identifier: string,
	typed: string,
	sent: string,
) {
	const { state } = harness().sandbox;
	state.addCustomer({ id: 62090013, [identifier]: sent });
	const window = { constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW' as const, maxEarnLimit: 5 };
	const { id: badge } = state.addBadge({ earnType: 'ISSUE_EARN', customerConstraints: [window] });
	state.addClaim({ badgeMetaId: badge, ...owner });
	if (!(resource === 'issue' && operation === 'create')) {
		state.addEnrolment({ badgeMetaId: badge, customerId: 62090013 });
	}
	state.addEarned({ badgeMetaId: badge, customerId: 62090013 });
	return await harness().run({
		parameters: {
			resource,
			operation,
			badge: byId(badge),
			customerIdentifier: identifier,
			customer: '={{ $json.who }}',
			...fields,
		},
		// A letter in front makes every identifier but the mobile number unknown.
		items: [{ who: identifier === 'mobile' ? '447700900999' : `n${sent}` }, { who: typed }],
		onError: 'continueErrorOutput',
	});
}

describe.each(IDENTIFIERS)('with a customer named by %s', (identifier, typed, sent, lookUpName) => {
	test.each(BY_HEADER)('sends the identifier in a header (%s %s %j)', async (...operation) => {
		const { rows, outputs } = await run(operation, identifier, typed, sent);

		expect(rows).toEqual([[1], [0]]);
		expect(outputs[1][0].json.error).toMatch(/: there is no such customer in Capillary \(1026\)$/);
		const identifiers = harness().calls.map((call) => call.customerIdentifier);
		expect(identifiers).toEqual(identifiers.map(() => identifier));
	});

	test.each(BY_LOOKUP)('looks the customer up (%s %s %j)', async (...operation) => {
		const { rows, outputs } = await run(operation, identifier, typed, sent);

		expect(rows).toEqual([[1], [0]]);
		expect(outputs[1][0].json.error).toMatch(
			/: Capillary found no such customer in the loyalty program \(8015\)$/,
		);
		const lookUps = harness().calls.filter(({ path }) => path === '/v2/customers/lookup');
		expect(lookUps.map(({ query }) => query.identifierName)).toEqual([lookUpName, lookUpName]);
		expect(lookUps.map(({ query }) => query.identifierValue)).toContain(sent);
		expect(harness().calls).toHaveLength(3);
		expect(harness().calls.map((call) => call.customerIdentifier)).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	test('finds the ID of the customer', async () => {
		const { rows, outputs } = await run(['customer', 'lookup', {}], identifier, typed, sent);

		expect(rows).toEqual([[1], [0]]);
		expect(outputs[0][0].json).toEqual({ customerId: 62090013, [identifier]: sent });
	});
});
