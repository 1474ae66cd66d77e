// What others change between the reading and the writing, and JSON that the node does not know.
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startScriptedServer } from './harness/scriptedServer';
import { byId, useHarness } from './testHarness';

const harness = useHarness();
const path = '/api_gateway/v1/badges/badgeMeta';
const ID = '68da6e72480b423e5c687597';

interface Row {
	badge: string;
	[field: string]: unknown;
}

async function update(items: Row[], updateFields: INodeParameters, options: INodeParameters = {}) {
	return await harness().run({
		parameters: {
			resource: 'badge',
			operation: 'update',
			badge: byId('={{ $json.badge }}'),
			updateFields,
			options,
		},
		items: items as IDataObject[],
		onError: 'continueErrorOutput',
		credential: harness().credential('basic'),
	});
}

const steps = () => harness().calls.map((call) => `${call.method} ${call.path.slice(path.length)}`);

describe('badge update', () => {
	it('reads the badge just before it writes it', async () => {
		const [one, other] = [1, 2].map(() => harness().sandbox.state.addBadge().id);
		const items = [{ badge: one }, { badge: other }];
		await update(items, { description: 'New' }, { concurrency: 1 });

		expect(steps()).toEqual([`GET /${one}`, 'PUT ', `GET /${other}`, 'PUT ']);
	});

	it('reads the badge again before it retries the write', async () => {
		const { id } = harness().sandbox.state.addBadge();
		harness().sandbox.faults.set([
			{ match: { method: 'PUT' }, fault: { kind: 'html', status: 503 } },
		]);
		const { outputs } = await update([{ badge: id }], { description: 'New' });

		expect(outputs[0]).toMatchObject([{ json: { description: 'New' } }]);
		expect(steps().slice(-2)).toEqual([`GET /${id}`, 'PUT ']);
	});

	it('does not write again when the response was lost but the badge was changed', async () => {
		const { id } = harness().sandbox.state.addBadge();
		harness().sandbox.faults.set([{ match: { method: 'PUT' }, fault: { kind: 'dropAfter' } }]);
		const { outputs } = await update([{ badge: id }], { description: 'New' }, { maxRetries: 0 });

		expect(outputs[0]).toMatchObject([{ json: { id, description: 'New' } }]);
		expect(steps()).toEqual([`GET /${id}`, 'PUT ', `GET /${id}`]);
	});

	it('makes the changes of all rows but the one that Capillary refuses', async () => {
		harness().sandbox.state.addBadge({ name: 'Taken' });
		const { id } = harness().sandbox.state.addBadge({ name: 'Mine' });
		const items = ['First', 'Last', 'Taken'].map((name, rank) => ({ badge: id, name, rank }));
		const { outputs } = await update(items, {
			name: '={{ $json.name }}',
			badgeRank: '={{ $json.rank }}',
		});

		expect(outputs[0].map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['First', { item: 0 }],
			['Last', { item: 1 }],
		]);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.error).toMatch(/another badge has this name \(725\)$/);
		expect(harness().sandbox.state.badges.get(id)).toMatchObject({ name: 'Last', badgeRank: 1 });
	});

	it('keeps the changes of two executions that run at once', async () => {
		const { state, faults } = harness().sandbox;
		for (let pair = 0; pair < 5; pair++) {
			const { id } = state.addBadge({ name: `Badge ${pair}` });
			faults.set([{ match: { method: 'PUT' }, times: 2, fault: { kind: 'delay', ms: 30 } }]);
			const ran = await Promise.all([
				update([{ badge: id }], { description: 'New' }),
				update([{ badge: id }], { badgeRank: 7 }),
			]);

			expect(ran.flatMap(({ outputs }) => outputs[0])).toHaveLength(2);
			expect(state.badges.get(id)).toMatchObject({ description: 'New', badgeRank: 7 });
		}
	});

	it('lets the next execution go on when one is canceled while it waits for the badge', async () => {
		const { id } = harness().sandbox.state.addBadge();
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		let writing = () => {};
		const isWriting = new Promise<void>((resolve) => {
			writing = resolve;
		});
		const badge = JSON.stringify({ id, name: 'Badge', active: true, description: 'New' });
		const server = await startScriptedServer(async ({ method }) => {
			if (method === 'PUT') {
				writing();
				await held;
			}
			return badge;
		});
		const start = () =>
			harness().start({
				parameters: {
					resource: 'badge',
					operation: 'update',
					badge: byId(id),
					updateFields: { description: 'New' },
				},
				credential: harness().credential('basic', { customHost: server.url }),
			});
		const first = start();
		await isWriting;
		const second = start();
		second.cancel();
		await second.done;
		const third = start();
		release();

		expect((await first.done).outputs[0]).toHaveLength(1);
		expect((await third.done).outputs[0]).toHaveLength(1);
		expect(server.calls.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET', 'PUT']);
		await server.close();
	});
});

describe('badge update, with JSON that the node does not know', () => {
	const stored = `{"id":"${ID}","name":"Old","orgId":9223372036854775807,"startOn":1716803487.000000000,"startOnISO":"2024-05-27T15:21:27+05:30","rate":0.10,"unknown":{"a":[null,12345678901234567890,1.50],"__proto__":{"x":1.0}},"constructor":null,"__proto__":[1.0],"customFields":null,"ownership":{"restrictedToOwners":["Loyalty"],"claims":[{"referenceId":12345678901234567890}]},"active":true}`;

	it('sends it back unchanged, to the last digit', async () => {
		const server = await startScriptedServer(({ method, body }) =>
			method === 'PUT' ? body : stored,
		);
		const { outputs } = await harness().run({
			parameters: {
				resource: 'badge',
				operation: 'update',
				badge: byId(ID),
				updateFields: { name: 'New' },
			},
			credential: harness().credential('basic', { customHost: server.url }),
		});

		expect(server.calls.map(({ method }) => method)).toEqual(['GET', 'PUT']);
		expect(server.calls[1].body).toBe(stored.replace('Old', 'New'));
		expect(outputs[0]).toMatchObject([{ json: { id: ID, name: 'New' } }]);
		await server.close();
	});

	it('shows it in a preview as it would be sent, and changes nothing', async () => {
		const server = await startScriptedServer(() => stored);
		const { outputs } = await harness().run({
			parameters: {
				resource: 'badge',
				operation: 'update',
				badge: byId(ID),
				updateFields: { name: 'New' },
				options: { dryRun: true },
			},
			credential: harness().credential('basic', { customHost: server.url }),
		});

		expect(server.calls.map(({ method }) => method)).toEqual(['GET']);
		expect(outputs[0]).toMatchObject([
			{ json: { preview: { method: 'PUT', body: { name: 'New', orgId: '9223372036854775807' } } } },
		]);
		await server.close();
	});
});
