import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { variantChoices, type Variants } from '../../sandbox/faults/variants';
import { byId, useHarness } from './testHarness';

const harness = useHarness();

const TOGETHER = '/v1.1/customer/get';
const SINGLE = '/v2/customers/lookup';

type Kind = 'email' | 'externalId' | 'mobile';

/** Customers with identifiers of every kind, all enrolled for the badge. */
function customers(count: number) {
	const { state } = harness().sandbox;
	const badge = state.addBadge({ earnType: 'ISSUE_EARN' });
	const all = Array.from({ length: count }, (_, nth) => {
		const customer = state.addCustomer({
			id: 5000 + nth,
			email: `person${nth}@shop.example`,
			mobile: `9191111${String(10000 + nth)}`,
			externalId: `Ext ${nth}`,
		});
		state.addEnrolment({ badgeMetaId: badge.id, customerId: customer.id });
		return customer;
	});
	return { badge, all };
}

/** Revokes the enrolments of the customers with these identifiers. */
async function revoke(
	badge: string,
	identifier: Kind,
	names: unknown[],
	options: INodeParameters = { lookUpTogether: true },
) {
	const { outputs, hints } = await harness().run({
		items: names.map((name) => ({ name: name as string })),
		onError: 'continueErrorOutput',
		parameters: {
			...{ resource: 'issue', operation: 'revoke', badge: byId(badge), revoke: 'all' },
			...{ customerIdentifier: identifier, customer: '={{ $json.name }}', options },
		},
	});
	const [done, failed] = outputs.map((items) => items.map(({ json }) => json));
	return { done, failed, hints: hints.map(({ message }) => message).join() };
}

const callsTo = (path: string) => harness().calls.filter((call) => call.path === path);
const errorsIn = ({ failed }: { failed: IDataObject[] }) => failed.map(({ error }) => error);
const idsIn = (done: IDataObject[]) => done.map(({ customerId }) => String(customerId));

test('looks up 1,000 customers by email in at most 115 calls', async () => {
	const { badge, all } = customers(1000);
	const { done } = await revoke(
		badge.id,
		'email',
		all.map(({ email }) => email),
	);
	expect(idsIn(done)).toEqual(all.map(({ id }) => id));
	expect(harness().calls.length).toBeLessThanOrEqual(115);
	expect(callsTo(TOGETHER)).toHaveLength(50);
	expect(callsTo(SINGLE)).toHaveLength(3 + 9);
});

test.each<Kind>(['email', 'externalId', 'mobile'])(
	'looks up 20 customers by %s in one call',
	async (kind) => {
		const { badge, all } = customers(20);
		const { done } = await revoke(
			badge.id,
			kind,
			all.map((one) => one[kind]),
		);
		expect(idsIn(done)).toEqual(all.map(({ id }) => id));
		const [{ query }] = callsTo(TOGETHER);
		const name = kind === 'externalId' ? 'external_id' : kind;
		expect(query).toEqual({
			...{ format: 'json', user_id: 'true', coupon_limit: '1' },
			[name]: all.map((one) => one[kind]).join(),
		});
		expect(callsTo(SINGLE)).toHaveLength(3);
	},
);

test('looks customers up one by one without the option', async () => {
	const { badge, all } = customers(5);
	await revoke(
		badge.id,
		'email',
		all.map(({ email }) => email),
		{},
	);
	expect(callsTo(TOGETHER)).toEqual([]);
	expect(callsTo(SINGLE)).toHaveLength(5);
});

test('sends a single look-up before it reports a customer as unknown', async () => {
	const { badge, all } = customers(4);
	const names = [...all.map(({ email }) => email), 'stranger@shop.example'];
	const { done, failed } = await revoke(badge.id, 'email', names);
	expect(idsIn(done)).toEqual(all.map(({ id }) => id));
	expect(failed.map(({ error }) => error)).toEqual([expect.stringContaining('(8015)')]);
	expect(callsTo(SINGLE).map(({ query }) => query.identifierValue)).toContain(
		'stranger@shop.example',
	);
});

test('looks up a value with a comma in a call of its own', async () => {
	const { badge, all } = customers(3);
	const other = harness().sandbox.state.addCustomer({ id: 77, externalId: 'a,b' });
	harness().sandbox.state.addEnrolment({ badgeMetaId: badge.id, customerId: other.id });
	const names = [...all.map(({ externalId }) => externalId), 'a,b'];
	await revoke(badge.id, 'externalId', names);
	expect(callsTo(TOGETHER).map(({ query }) => query.external_id)).toEqual(['Ext 0,Ext 1,Ext 2']);
});

/** The variants of responses about several customers. */
const OPEN: Array<keyof Variants> = [
	...(['customersForm', 'oneCustomer', 'customerCodes', 'answerOrder', 'customerEcho'] as const),
	...(['customerNotFound', 'sharedIdentifier', 'mergedCustomer', 'allCustomersFailed'] as const),
	...(['tooManyCustomers', 'strayCustomer', 'mostEntries'] as const),
];
const forms = OPEN.flatMap((name) =>
	variantChoices[name].map((choice) => [name, choice] as [keyof Variants, string]),
);

test.each(forms)(
	'finds the same customers as single look-ups for every form of response: %s %s',
	async (name, choice) => {
		const { badge, all } = customers(12);
		const { state, faults } = harness().sandbox;
		// Two customers with one email are what the option's description excludes. The single look-up
		// knows both.
		if (choice === 'all') state.addCustomer({ id: 9003, email: all[3].email });
		const survivor = state.addCustomer({ id: 9004, email: 'survivor@shop.example' });
		all[4].mergedInto = survivor.id;
		all[5].isDeleted = true;
		faults.set({ variants: { [name]: choice } });
		const names = ['nobody@shop.example', ...all.map(({ email }) => email)];
		const preview = async (lookUpTogether: boolean) =>
			await revoke(badge.id, 'email', names, { lookUpTogether, dryRun: true });

		const together = await preview(true);
		expect(callsTo(TOGETHER)).not.toEqual([]);
		const single = await preview(false);
		expect(together.done).toEqual(single.done);
		expect(errorsIn(together)).toEqual(errorsIn(single));
	},
);

test('looks all customers up one by one after a single look-up disagrees', async () => {
	const { badge, all } = customers(30);
	const { state, faults } = harness().sandbox;
	// A second customer has the email of the first one, and the single look-up finds the second.
	const twin = state.addCustomer({ id: 9000, email: all[0].email });
	state.addEnrolment({ badgeMetaId: badge.id, customerId: twin.id });
	faults.set({ variants: { sharedIdentifier: 'first' } });
	const { hints } = await revoke(
		badge.id,
		'email',
		all.map(({ email }) => email),
	);
	expect(callsTo(SINGLE)).toHaveLength(30);
	expect(hints).toContain(
		'Some or all customers were looked up one by one, because a single look-up found another customer or none.',
	);
});

test.each(['1060', '413', '414'] as const)(
	'looks up fewer customers per call when 20 are too many: %s',
	async (how) => {
		const { badge, all } = customers(40);
		harness().sandbox.faults.set({ variants: { tooManyCustomers: how, mostEntries: '10' } });
		const { done } = await revoke(
			badge.id,
			'email',
			all.map(({ email }) => email),
			{ lookUpTogether: true, concurrency: 1, batchSize: 10 },
		);
		expect(idsIn(done)).toEqual(all.map(({ id }) => id));
		const sizes = callsTo(TOGETHER).map(({ query }) => String(query.email).split(',').length);
		expect(sizes).toEqual([20, 10, 10, 10, 10]);
	},
);

test.each([
	['is forbidden', { kind: 'status', status: 403 }],
	['drops the connection', { kind: 'dropBefore' }],
	['is a web page', { kind: 'html', status: 200 }],
] as const)('looks customers up one by one when the service %s', async (_, fault) => {
	const { badge, all } = customers(6);
	harness().sandbox.faults.set([{ match: { path: TOGETHER }, times: 'always', fault }]);
	const { done } = await revoke(
		badge.id,
		'email',
		all.map(({ email }) => email),
	);
	expect(idsIn(done)).toEqual(all.map(({ id }) => id));
	expect(callsTo(TOGETHER).length).toBeLessThanOrEqual(3);
});

test('stops with the reason when the call for several customers is the one that cannot be made', async () => {
	const { badge, all } = customers(3);
	const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '400' } } as const;
	const match = { path: '/oauth/token' };
	harness().sandbox.faults.set([{ match, times: 'always', fault: busy }]);
	const { error } = await harness().run({
		items: all.map(({ email }) => ({ name: email })),
		parameters: {
			...{ resource: 'issue', operation: 'revoke', badge: byId(badge.id), revoke: 'all' },
			...{ customerIdentifier: 'email', customer: '={{ $json.name }}' },
			options: { lookUpTogether: true, maxRetries: 0 },
		},
	});
	expect(error?.message).toMatch(
		/^Could not revoke .*: Capillary's rate limit was reached \(HTTP 429\)$/,
	);
	expect(error?.description).toContain('0 of 3 items were done');
	expect(harness().calls.filter(({ path }) => !path.includes('token'))).toEqual([]);
});
