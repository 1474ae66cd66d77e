'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { DEMO_CREDENTIALS } = require('../../../tools/demo/entities');
const { LOOPBACK } = require('../../../tools/services/freePort');
const { temporaryFolder } = require('../../tools/temporaryFolder');
const { amidEvents, deliverUntilReceived, expectReceived } = require('./amidEvents');
const { OwnN8n } = require('./ownN8n');
const { freePort, PROXIES } = require('./proxies');
const { PublishedWorkflow } = require('../../../tools/n8n/publishedWorkflow');
const { sandbox } = require('../../helpers/demo');

// The responses to Capillary while n8n is down and while it starts, with and without the proxies of
// docs/proxy.

const TRIGGER = {
	name: 'Badge earned',
	type: 'n8n-nodes-capillary-badges.capillaryBadgesTrigger',
	parameters: {},
	credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
};
const IN_CI = process.env.CI === 'true';

const folder = temporaryFolder();
let folders = 0;

/** @type {OwnN8n} */
let own;
beforeEach(async () => {
	await sandbox.reset();
	await deliverUntilReceived();
});
afterEach(async () => await own.stop());

/** An n8n with a published trigger. @param {NodeJS.ProcessEnv} [variables] */
async function published(variables) {
	own = await OwnN8n.create(path.join(folder, `n8n-${folders++}`), variables);
	const n8n = await own.start();
	const workflow = await PublishedWorkflow.inARow(n8n, 'Restarted', [TRIGGER]);
	await workflow.publish();
	const [{ webHookUrl }] = await sandbox.webHooks();
	return { workflow, webHookUrl };
}

/** @param {string} url @param {string} [method] @returns {Promise<number | undefined>} the status, if any */
async function statusOf(url, method = 'GET') {
	const answer = await fetch(url, { method }).catch(() => undefined);
	await answer?.arrayBuffer();
	return answer?.status;
}

test('n8n responds to a webhook with 404 while it starts, and reports that it is not ready', async () => {
	const { webHookUrl } = await published();
	await own.kill();
	const readiness = `${own.instance.url}/healthz/readiness`;
	const starting = own.start();
	/** @type {Set<number | undefined>} the responses of the webhook before n8n was ready */
	const before = new Set();
	for (;;) {
		// One after the other, as a proxy does: the webhook is called after the readiness check.
		const isReady = (await statusOf(readiness)) === 200;
		const status = await statusOf(webHookUrl, 'POST');
		if (isReady) {
			// The trigger is active, because it demands its secret.
			expect(status).toBe(401);
			break;
		}
		before.add(status);
	}
	await starting;
	expect([...before]).toContain(404);
});

describe.each(PROXIES)(
	'behind $name with the configuration of docs/proxy',
	({ missing, start, name }) => {
		const tried = !missing || IN_CI ? test : test.skip;

		tried(
			`receives each event once when n8n is killed and when it is stopped${missing ? `, skipped: ${missing}` : ''}`,
			async () => {
				const port = await freePort();
				const place = path.join(folder, `${name}-${folders++}`);
				fs.mkdirSync(place);
				const url = `http://${LOOPBACK}:${port}`;
				const { workflow } = await published({ WEBHOOK_URL: `${url}/` });
				const proxy = await start({ port, n8n: new URL(own.instance.url).host, folder: place });
				try {
					/** @type {string[]} */
					const all = [];
					for (const how of /** @type {const} */ (['kill', 'stop'])) {
						// No execution is running. A crash of running executions is another test.
						await own[how]();
						const start = async () => await own.start();
						const { started, sent, log } = await amidEvents(how, start);
						workflow.n8n = started;
						all.push(...sent);
						expectReceived(sent, log);
						expect((await startedBy(workflow, all.length)).sort()).toEqual([...all].sort());
					}
				} finally {
					await proxy.stop();
				}
			},
		);
	},
);

/** @param {PublishedWorkflow} workflow @param {number} atLeast */
async function startedBy(workflow, atLeast) {
	const executions = await workflow.executions(atLeast);
	return executions.flatMap((execution) =>
		/** @type {Array<{eventId: string}>} */ (execution.itemsOf(TRIGGER.name)[0]).map(
			({ eventId }) => eventId,
		),
	);
}
