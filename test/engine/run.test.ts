import { sleep } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults/faults';
import { authentications, byId, useHarness } from './testHarness';

const harness = useHarness();
const parameters = {
	resource: 'badge',
	operation: 'deactivate',
	badge: byId('={{ $json.badge }}'),
};

function badges(count: number) {
	return Array.from({ length: count }, () => ({ badge: harness().sandbox.state.addBadge().id }));
}

test('keeps the order of the items, whichever call ends first', async () => {
	const items = badges(12);
	harness().sandbox.faults.set(
		[1, 4, 7].map((skip) => ({ match: { method: 'PUT' }, skip, fault: { kind: 'delay', ms: 50 } })),
	);
	const { outputs, rows } = await harness().run({ parameters, items });

	expect(outputs[0].map(({ json }) => json.id)).toEqual(items.map(({ badge }) => badge));
	expect(rows[0]).toEqual(items.map((_, row) => row));
});

test.each([1, 3])('sends at most %i calls at a time', async (concurrency) => {
	harness().sandbox.faults.set({ latencyMs: 5 });
	const { status } = await harness().run({
		parameters: { ...parameters, options: { concurrency } },
		items: badges(15),
	});

	expect(status).toBe('success');
	expect(harness().sandbox.ledger.mostInFlight).toBe(concurrency);
});

test('sends one call for items that are equal', async () => {
	const [item] = badges(1);
	const { outputs } = await harness().run({ parameters, items: [item, item, item] });

	const json = { id: item.badge, isActive: false };
	expect(outputs[0]).toEqual([0, 1, 2].map((index) => ({ json, pairedItem: { item: index } })));
	expect(harness().calls).toHaveLength(1);
});

test('sends no call after the first failure, and says how many items were done', async () => {
	const items = badges(30);
	const unknown = '000000000000000000000000';
	items[3] = { badge: unknown };
	const { error } = await harness().run({
		parameters: { ...parameters, options: { concurrency: 2 } },
		items,
	});

	expect(error?.message).toContain(`Could not deactivate badge ${unknown}`);
	const done = harness().changes.length;
	expect(done).toBeLessThan(10);
	expect(error?.description).toContain(`${done} of 30 items were done: 0 to 2`);
	expect(error?.description).toMatch(/Not sent: \d+ to 29\.$/);
});

test('waits as long as Retry-After says after a 429, then continues', async () => {
	const items = badges(6);
	const headers = { 'Retry-After': '0' };
	harness().sandbox.faults.set([
		{ match: { method: 'PUT' }, skip: 2, fault: { kind: 'status', status: 429, headers } },
	]);
	const { status, hints } = await harness().run({ parameters, items });

	expect(status).toBe('success');
	expect(
		harness()
			.calls.map((call) => call.status)
			.sort(),
	).toEqual([200, 200, 200, 200, 200, 200, 429]);
	expect(hints).toEqual([
		{
			type: 'info',
			location: 'outputPane',
			message: '6 of 6 items done, 7 calls to Capillary, 1 of them a retry',
		},
	]);
});

test.each([
	['dropBefore', 'PUT', /: no answer from http:\/\/127\.0\.0\.1:\d+: the connection broke off$/],
	['dropBefore', 'POST', /: No answer from http:\/\/127\.0\.0\.1:\d+: the connection broke off\./],
] as const)('explains that a connection broke (%s of %s)', async (kind, method, expected) => {
	harness().sandbox.faults.set([{ match: { method }, times: 'always', fault: { kind } }]);
	const { error } = await harness().run({
		parameters: { ...parameters, options: { maxRetries: 0 } },
		items: badges(1),
	});

	expect(error?.message).toMatch(expected);
});

test.each(authentications)(
	'explains that the host cannot be reached (%s)',
	async (authentication) => {
		// Nothing listens on port 9, which is reserved.
		const credential = harness().credential(authentication, { customHost: 'http://127.0.0.1:9' });
		const { error } = await harness().run({
			parameters: { ...parameters, options: { maxRetries: 0 } },
			items: badges(1),
			credential,
		});

		expect(error?.message).toMatch(/: no connection to http:\/\/127\.0\.0\.1:9: the host refuses/i);
	},
);

test('shows in a preview what would be done for each item, and changes nothing', async () => {
	const { state, url } = harness().sandbox;
	const [one, other] = [1, 2].map(() => state.addBadge({ earnType: 'ISSUE_EARN' }).id);
	state.addCustomer({ id: 62090013, email: 'maya@example.com' });
	state.addCustomer({ id: 62090014, email: 'arjun@example.com' });
	const { outputs } = await harness().run({
		parameters: {
			resource: 'issue',
			operation: 'revoke',
			badge: byId('={{ $json.badge }}'),
			customerIdentifier: 'email',
			customer: '={{ $json.email }}',
			options: { dryRun: true },
		},
		items: [
			{ badge: one, email: 'maya@example.com' },
			{ badge: other, email: 'maya@example.com' },
			{ badge: one, email: 'arjun@example.com' },
		],
	});

	const preview = (item: number, customer: string, call: number, ...customers: number[]) => {
		const badgeMetaId = call === 1 ? one : other;
		return {
			json: {
				preview: {
					action: `Would revoke the enrolment of customer ${customer} for badge ${badgeMetaId}`,
					...{ call, method: 'POST' },
					url: `${url}/api_gateway/v1/badges/badgeMeta/customer/revokeIssue`,
					...{ query: {}, headers: {}, body: { badgeMetaId, customers } },
				},
			},
			pairedItem: { item },
		};
	};
	expect(outputs).toEqual([
		[
			preview(0, '62090013 (maya@example.com)', 1, 62090013, 62090014),
			preview(1, '62090013 (maya@example.com)', 2, 62090013),
			preview(2, '62090014 (arjun@example.com)', 1, 62090013, 62090014),
		],
	]);
	expect(harness().changes).toEqual([]);
	expect(new Set(harness().calls.map(({ method }) => method))).toEqual(new Set(['GET']));
});

test('makes no call for a preview of many rows when the run needs no look-up', async () => {
	const badge = harness().sandbox.state.addBadge({ earnType: 'ISSUE_EARN' }).id;
	const items = Array.from({ length: 1000 }, (_, row) => ({ customer: 62_000_000 + row }));
	const { outputs, hints } = await harness().run({
		parameters: {
			resource: 'issue',
			operation: 'revoke',
			badge: byId(badge),
			customer: '={{ $json.customer }}',
			options: { dryRun: true },
		},
		items,
		credential: harness().credential('basic'),
	});

	expect(harness().sandbox.ledger.calls).toEqual([]);
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
		items.map((_, item) => ({ item })),
	);
	expect(hints).toMatchObject([
		{ message: expect.stringMatching(/^Preview: nothing was changed\. A run would make 50 calls/) },
	]);
});

test('ends at once when the execution is canceled', async () => {
	const items = badges(10);
	const never = 3_600_000;
	harness().sandbox.faults.set([
		{ match: { method: 'PUT' }, skip: 1, times: 'always', fault: { kind: 'delay', ms: never } },
	]);
	const { done, cancel } = harness().start({
		parameters: { ...parameters, options: { concurrency: 2 } },
		items,
	});
	while (harness().calls.length < 3) await sleep(1);
	cancel();

	expect((await done).status).toBe('canceled');
	expect(harness().calls).toHaveLength(3);
	expect(harness().changes).toHaveLength(1);
});

test('succeeds without items', async () => {
	const { status } = await harness().run({ parameters, items: [] });

	expect(status).toBe('success');
	expect(harness().sandbox.ledger.calls).toEqual([]);
});

test('fails every row at once when Capillary asks to wait for an hour', async () => {
	const retryAfter = { 'Retry-After': '3600' };
	const fault = { kind: 'status' as const, status: 429, headers: retryAfter };
	harness().sandbox.faults.set([{ match: { method: 'PUT' }, times: 'always', fault }]);
	const badges = Array.from({ length: 12 }, () => harness().sandbox.state.addBadge({}).id);

	const { outputs } = await harness().run({
		parameters: { resource: 'badge', operation: 'activate', badge: byId('={{ $json.badge }}') },
		items: badges.map((badge) => ({ badge })),
		onError: 'continueErrorOutput',
	});

	expect(outputs[0]).toEqual([]);
	expect(outputs[1]).toHaveLength(12);
	for (const { json } of outputs[1]) expect(json.error).toMatch(/rate limit was reached/);
	expect(harness().calls).toHaveLength(1);
});

test('reads what the earlier attempt did when a refusal follows a lost response', async () => {
	const [item] = badges(1);
	const fail = (fault: Fault) => ({ match: { method: 'PUT' }, fault });
	const body = { errors: [{ code: 720, message: 'no' }] };
	harness().sandbox.faults.set([
		fail({ kind: 'dropAfter' }),
		fail({ kind: 'status', status: 409, body }),
	]);
	const { status } = await harness().run({ parameters, items: [item] });

	expect(status).toBe('success');
	expect(harness().changes).toHaveLength(1);
});

test('fails every row at once when the host refuses connections', async () => {
	const credential = harness().credential('basic', { customHost: 'http://127.0.0.1:9' });
	const options = { maxRetries: 0, concurrency: 1 };
	const { outputs } = await harness().run({
		...{ parameters: { ...parameters, options }, items: badges(8), credential },
		onError: 'continueErrorOutput',
	});

	expect(outputs[1]).toHaveLength(8);
	for (const { json } of outputs[1]) expect(json.error).toMatch(/the host refuses connections/);
});

test('continues after a call without a response', async () => {
	const items = badges(6);
	harness().sandbox.faults.set([
		{ match: { method: 'PUT' }, skip: 2, fault: { kind: 'dropBefore' } },
	]);
	const options = { maxRetries: 0, concurrency: 1 };
	const { outputs, rows } = await harness().run({
		...{ parameters: { ...parameters, options }, items },
		onError: 'continueErrorOutput',
	});

	expect(outputs[0]).toHaveLength(5);
	expect(outputs[1]).toHaveLength(1);
	expect(outputs[1][0].json.error).toMatch(/: no answer from .*: the connection broke off$/);
	expect(rows[1]).toEqual([2]);
});

test('refuses an unknown operation with every On Error setting', async () => {
	const unknown = { resource: 'badge', operation: 'paint' };
	const message = "The node has no operation 'paint' for the resource 'badge'";
	const stopped = await harness().run({ parameters: unknown, items: [{}, {}] });
	expect(stopped.error?.message).toBe(message);
	expect(stopped.error?.description).toBe(
		'Choose a resource and an operation in the node. Nothing was sent.',
	);

	const { outputs } = await harness().run({
		...{ parameters: unknown, items: [{}, {}] },
		onError: 'continueErrorOutput',
	});
	expect(outputs[0]).toEqual([]);
	expect(outputs[1].map(({ json }) => json.error)).toEqual([message, message]);
	expect(harness().calls).toEqual([]);
});
