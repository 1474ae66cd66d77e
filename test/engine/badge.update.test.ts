// What others change between reading and writing, and what the node does not understand.
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startScriptedServer } from './harness/scriptedServer';
import { byId, useWorkbench } from './workbench';

const bench = useWorkbench();
const path = '/api_gateway/v1/badges/badgeMeta';
const ID = '68da6e72480b423e5c687597';

interface Asked {
	badge: string;
	[field: string]: unknown;
}

async function update(
	items: Asked[],
	updateFields: INodeParameters,
	options: INodeParameters = {},
) {
	return await bench().run({
		parameters: {
			resource: 'badge',
			operation: 'update',
			badge: byId('={{ $json.badge }}'),
			updateFields,
			options,
		},
		items: items as IDataObject[],
		onError: 'continueErrorOutput',
		credential: bench().credential('basic'),
	});
}

const steps = () => bench().calls.map((call) => `${call.method} ${call.path.slice(path.length)}`);

describe('a badge', () => {
	it('is read just before it is written', async () => {
		const [one, other] = [1, 2].map(() => bench().sandbox.state.addBadge().id);
		const items = [{ badge: one }, { badge: other }];
		await update(items, { description: 'New' }, { concurrency: 1 });

		expect(steps()).toEqual([`GET /${one}`, 'PUT ', `GET /${other}`, 'PUT ']);
	});

	it('is read again before the write is tried again', async () => {
		const { id } = bench().sandbox.state.addBadge();
		bench().sandbox.faults.set([
			{ match: { method: 'PUT' }, fault: { kind: 'html', status: 503 } },
		]);
		const { outputs } = await update([{ badge: id }], { description: 'New' });

		expect(outputs[0]).toMatchObject([{ json: { description: 'New' } }]);
		expect(steps().slice(-2)).toEqual([`GET /${id}`, 'PUT ']);
	});

	it('is not written again when its answer was lost and it is as it was to be', async () => {
		const { id } = bench().sandbox.state.addBadge();
		bench().sandbox.faults.set([{ match: { method: 'PUT' }, fault: { kind: 'dropAfter' } }]);
		const { outputs } = await update([{ badge: id }], { description: 'New' }, { maxRetries: 0 });

		expect(outputs[0]).toMatchObject([{ json: { id, description: 'New' } }]);
		expect(steps()).toEqual([`GET /${id}`, 'PUT ', `GET /${id}`]);
	});

	it('is changed by the rows that can be, where one of them cannot', async () => {
		bench().sandbox.state.addBadge({ name: 'Taken' });
		const { id } = bench().sandbox.state.addBadge({ name: 'Mine' });
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
		expect(bench().sandbox.state.badges.get(id)).toMatchObject({ name: 'Last', badgeRank: 1 });
	});

	it('keeps the changes of executions at the same time', async () => {
		const { state, faults } = bench().sandbox;
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

	it('is free again when an execution is canceled while it waits', async () => {
		const { id } = bench().sandbox.state.addBadge();
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
			bench().start({
				parameters: {
					resource: 'badge',
					operation: 'update',
					badge: byId(id),
					updateFields: { description: 'New' },
				},
				credential: bench().credential('basic', { customHost: server.url }),
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

describe('what the node does not understand', () => {
	const stored = `{"id":"${ID}","name":"Old","orgId":9223372036854775807,"startOn":1716803487.000000000,"startOnISO":"2024-05-27T15:21:27+05:30","rate":0.10,"unknown":{"a":[null,12345678901234567890,1.50],"__proto__":{"x":1.0}},"constructor":null,"__proto__":[1.0],"customFields":null,"ownership":{"restrictedToOwners":["Loyalty"],"claims":[{"referenceId":12345678901234567890}]},"active":true}`;

	it('goes back digit by digit', async () => {
		const server = await startScriptedServer(({ method, body }) =>
			method === 'PUT' ? body : stored,
		);
		const { outputs } = await bench().run({
			parameters: {
				resource: 'badge',
				operation: 'update',
				badge: byId(ID),
				updateFields: { name: 'New' },
			},
			credential: bench().credential('basic', { customHost: server.url }),
		});

		expect(server.calls.map(({ method }) => method)).toEqual(['GET', 'PUT']);
		expect(server.calls[1].body).toBe(stored.replace('Old', 'New'));
		expect(outputs[0]).toMatchObject([{ json: { id: ID, name: 'New' } }]);
		await server.close();
	});

	it('is shown as it would be sent by a preview, which changes nothing', async () => {
		const server = await startScriptedServer(() => stored);
		const { outputs } = await bench().run({
			parameters: {
				resource: 'badge',
				operation: 'update',
				badge: byId(ID),
				updateFields: { name: 'New' },
				options: { dryRun: true },
			},
			credential: bench().credential('basic', { customHost: server.url }),
		});

		expect(server.calls.map(({ method }) => method)).toEqual(['GET']);
		expect(outputs[0]).toMatchObject([
			{ json: { preview: { method: 'PUT', body: { name: 'New', orgId: '9223372036854775807' } } } },
		]);
		await server.close();
	});
});
