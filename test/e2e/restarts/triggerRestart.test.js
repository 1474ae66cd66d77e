'use strict';

const http = require('node:http');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { DEMO_CREDENTIALS } = require('../../../tools/demo/entities');
const { temporaryFolder } = require('../../tools/temporaryFolder');
const { eventually } = require('../../../tools/services/polling');
const { isN8n1, sandbox } = require('../../helpers/demo');
const { OwnN8n } = require('./ownN8n');
const { PublishedWorkflow } = require('../../../tools/n8n/publishedWorkflow');

// The trigger in an n8n that is killed, restarted and copied.

const TRIGGER = {
	name: 'Badge earned',
	type: 'n8n-nodes-capillary-badges.capillaryBadgesTrigger',
	parameters: {},
	credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
};
const WAIT = {
	name: 'Work for a while',
	type: 'n8n-nodes-base.wait',
	parameters: { resume: 'timeInterval', amount: 10, unit: 'seconds' },
};

const folder = temporaryFolder();
let folders = 0;
const newFolder = () => path.join(folder, `n8n-${folders++}`);

/** @param {string} eventId */
const badgeEarned = (eventId) => ({
	eventName: 'badgeEarned',
	eventId,
	createdAt: 1696315322593,
	data: { badgeId: '650c0896aefcde237f3dba43', earnId: '651bb7bac983d041efbc78fc' },
});

/** @param {string} prefix @param {number} count @returns {string[]} event IDs */
const ids = (prefix, count) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Makes the sandbox deliver events, and waits until each has a response. @param {string[]} all */
async function notify(all) {
	for (const eventId of all) await sandbox.call('POST', '/sandbox/events', badgeEarned(eventId));
	const log = await sandbox.deliveries();
	expect(log.filter(({ outcome }) => outcome !== 'delivered')).toEqual([]);
}

/**
 * Delivers an event as Capillary does.
 *
 * @param {any} webHook @param {string} eventId
 * @param {Promise<void>} [hangUp] cuts the connection when it resolves
 * @returns {Promise<number | undefined>} the status of the response, if any
 */
async function deliver({ webHookUrl, webHookHeaders }, eventId, hangUp) {
	return await new Promise((resolve) => {
		const request = http.request(webHookUrl, { method: 'POST', headers: webHookHeaders });
		request.once('response', (answer) => {
			answer.resume();
			resolve(answer.statusCode);
		});
		request.once('error', () => resolve(undefined));
		request.end(JSON.stringify(badgeEarned(eventId)));
		void hangUp?.then(() => request.destroy());
	});
}

/** The active webhooks of a workflow. @param {PublishedWorkflow} workflow */
async function webHooksOf({ id }) {
	const all = await sandbox.webHooks();
	return all
		.filter(({ name }) => name.startsWith(`n8n-${id}-`))
		.map(({ webHookId, webHookUrl, webHookHeaders }) => ({
			webHookId,
			webHookUrl,
			webHookHeaders,
		}));
}

/** Waits until n8n serves a webhook, which refuses requests without the secret. @param {string} url */
async function untilServed(url) {
	await eventually(async () => {
		const answer = await fetch(url, { method: 'POST' });
		expect(answer.status).toBe(401);
	});
}

/**
 * The events that started a workflow, once for each start.
 *
 * @param {PublishedWorkflow} workflow @param {number} atLeast
 */
async function started(workflow, atLeast) {
	const executions = await workflow.executions(atLeast);
	return executions.flatMap((execution) =>
		/** @type {Array<{eventId: string}>} */ (execution.itemsOf(TRIGGER.name)[0]).map(
			({ eventId }) => eventId,
		),
	);
}

const DEFAULT = { how: 'with default settings', variables: {}, checksAtStart: isN8n1 };
const SYNCHRONOUS = {
	how: 'without its publication service',
	variables: { N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' },
	checksAtStart: true,
};

describe.each(isN8n1 ? [DEFAULT] : [DEFAULT, SYNCHRONOUS])(
	'n8n $how',
	({ variables, checksAtStart }) => {
		/** @type {OwnN8n} */
		let own;
		/** @type {import('../../../tools/n8n/client').N8nClient} */
		let n8n;

		beforeAll(async () => {
			own = await OwnN8n.create(newFolder(), variables);
			n8n = await own.start();
		});
		beforeEach(async () => {
			await sandbox.reset();
			await sandbox.call('PUT', '/sandbox/deliveries', { attempts: 1 });
		});
		afterAll(async () => await own.stop());

		/** @param {string} name */
		async function published(name) {
			const workflow = await PublishedWorkflow.inARow(n8n, name, [TRIGGER]);
			await workflow.publish();
			const [webHook] = await webHooksOf(workflow);
			return { workflow, webHook };
		}

		test('an event from before n8n was killed does not start the workflow again', async () => {
			const { workflow, webHook } = await published('Killed');
			const oneByOne = ids('one', 54);
			const atOnce = ids('at-once', 12);
			for (const eventId of oneByOne) expect(await deliver(webHook, eventId)).toBe(200);
			await Promise.all(atOnce.map(async (eventId) => await deliver(webHook, eventId)));
			// n8n 1 with SQLite may save parallel events in any order. The next event saves all of
			// them.
			const afterwards = isN8n1 ? ['afterwards'] : [];
			for (const eventId of afterwards) expect(await deliver(webHook, eventId)).toBe(200);
			const all = [...oneByOne, ...atOnce, ...afterwards];
			expect((await started(workflow, all.length)).sort()).toEqual([...all].sort());

			await own.kill();
			n8n = await own.start();
			await untilServed(webHook.webHookUrl);
			await notify(all);
			await notify(['a new one']);

			const runs = await started(workflow, all.length + 1);
			expect(runs.sort()).toEqual([...all, 'a new one'].sort());
			await workflow.unpublish();
		});

		test('an event whose connection is cut at any time starts the workflow once', async () => {
			const { workflow, webHook } = await published('Cut');
			const all = ids('cut', 20);
			for (const [index, eventId] of all.entries()) {
				await deliver(webHook, eventId, sleep(index));
				await deliver(webHook, eventId, sleep(2 * index));
				expect(await deliver(webHook, eventId)).toBe(200);
			}

			expect((await started(workflow, all.length)).sort()).toEqual([...all].sort());
			await workflow.unpublish();
		});

		test('a webhook that is deleted in Capillary is registered again when the workflow is published again', async () => {
			const { workflow, webHook } = await published('Deleted');
			await sandbox.call('DELETE', `/v3/webHooks/${webHook.webHookId}`);
			await own.stop();
			n8n = await own.start();
			await untilServed(webHook.webHookUrl);
			if (checksAtStart) {
				await eventually(async () => expect(await webHooksOf(workflow)).toHaveLength(1));
			} else {
				await workflow.publish();
				expect(await webHooksOf(workflow)).toEqual([]);
			}

			await workflow.unpublish();
			await workflow.publish();
			expect(await webHooksOf(workflow)).toMatchObject([{ webHookUrl: webHook.webHookUrl }]);
			await workflow.unpublish();
			expect(await webHooksOf(workflow)).toEqual([]);
		});

		test("a copy of the database at another address leaves the original's webhook unchanged", async () => {
			const { workflow, webHook: original } = await published('Copied');
			await own.stop();
			const copy = await own.copy(newFolder());
			try {
				const itsN8n = await copy.start();
				const address = original.webHookUrl.replace(n8n.url, itsN8n.url);
				await untilServed(address);
				const itsWebHook = expect.objectContaining({ webHookUrl: address });
				if (checksAtStart) {
					await eventually(async () =>
						expect(await webHooksOf(workflow)).toEqual([original, itsWebHook]),
					);
				}
				const itsWorkflow = new PublishedWorkflow(itsN8n, workflow);
				await itsWorkflow.unpublish();
				expect(await webHooksOf(workflow)).toEqual([original]);
				await itsWorkflow.publish();
				expect(await webHooksOf(workflow)).toEqual([original, itsWebHook]);
				await itsWorkflow.unpublish();
				expect(await webHooksOf(workflow)).toEqual([original]);
			} finally {
				await copy.stop();
			}

			n8n = await own.start();
			await untilServed(original.webHookUrl);
			await notify(['after the copy']);
			expect(await started(workflow, 1)).toEqual(['after the copy']);
			await workflow.unpublish();
		});

		test('publishing another version with the same trigger leaves one webhook', async () => {
			const { workflow, webHook } = await published('Changed elsewhere');
			const path = `/rest/workflows/${workflow.id}`;
			const { data } = await n8n.call('GET', path);
			const note = {
				...{ id: 'note', name: 'Note', type: 'n8n-nodes-base.stickyNote', typeVersion: 1 },
				...{ position: [0, 200], parameters: { content: 'Changed' } },
			};
			const changed = await n8n.call('PATCH', path, {
				...data,
				nodes: [...data.nodes, note],
			});
			workflow.versionId = changed.data.versionId;
			await workflow.publish();

			// n8n does not call an unchanged trigger. Without its publication service, it deletes
			// the webhook first.
			const [now, ...others] = await webHooksOf(workflow);
			expect(others).toEqual([]);
			expect(now.webHookHeaders).toEqual(webHook.webHookHeaders);
			if (!checksAtStart) expect(now).toEqual(webHook);
			await workflow.unpublish();
		});
	},
);

describe('with all execution slots busy', () => {
	/** @type {OwnN8n} */
	let own;
	afterAll(async () => await own.stop());

	test('an event whose sender gives up and tries again starts the workflow once', async () => {
		own = await OwnN8n.create(newFolder(), { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
		const n8n = await own.start();
		await sandbox.reset();
		const workflow = await PublishedWorkflow.inARow(n8n, 'Busy', [TRIGGER, WAIT]);
		await workflow.publish();
		const [webHook] = await webHooksOf(workflow);
		expect(await deliver(webHook, 'first')).toBe(200);

		for (let attempt = 0; attempt < 3; attempt++) {
			// n8n accepted the event and has no free slot.
			const isQueued = eventually(async () =>
				expect((await workflow.executionIds()).length).toBeGreaterThanOrEqual(2),
			);
			await deliver(webHook, 'second', isQueued);
		}
		expect(await deliver(webHook, 'second')).toBe(200);
		expect(await deliver(webHook, 'third')).toBe(200);

		expect((await started(workflow, 3)).sort()).toEqual(['first', 'second', 'third']);
		await workflow.unpublish();
	});
});
