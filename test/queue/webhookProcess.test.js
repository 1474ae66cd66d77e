'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { LOOPBACK } = require('../../tools/services/freePort');
const { prepareProcess } = require('../../tools/n8n/queueProcess');
const { amidEvents, deliverUntilReceived, expectReceived } = require('../e2e/restarts/amidEvents');
const { sandbox, signIn } = require('../helpers/demo');
const { freePort, PROXIES } = require('../e2e/restarts/proxies');
const { PublishedWorkflow } = require('../../tools/n8n/publishedWorkflow');
const { temporaryFolder } = require('../tools/temporaryFolder');
const { Workers } = require('./workers');

// A webhook process that dies and starts again behind a proxy of docs/proxy.

const TRIGGER = {
	name: 'Badge earned',
	type: 'n8n-nodes-capillary-badges.capillaryBadgesTrigger',
	parameters: {},
	credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
};
const IN_CI = process.env.CI === 'true';

const folder = temporaryFolder();
const workers = new Workers();
/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await signIn();
	await workers.start(1);
});
afterAll(async () => await workers.stop());

/** The fields that Capillary's page lists for the update of a webhook. */
const UPDATABLE = [
	...['name', 'active', 'eventNames', 'customerIdentifiersToBeEnriched', 'maxAllowedConnections'],
	...['methodType', 'webHookType', 'webHookHeaders', 'slaInSeconds'],
];

/** @param {any} webHook @param {string} webHookUrl */
async function moveTo(webHook, webHookUrl) {
	const body = UPDATABLE.filter((key) => key in webHook).map((key) => [key, webHook[key]]);
	await sandbox.call('PUT', `/v3/webHooks/${webHook.webHookId}`, {
		...Object.fromEntries(body),
		webHookUrl,
	});
}

describe.each(PROXIES)('behind $name', ({ missing, start, name }) => {
	const tried = !missing || IN_CI ? test : test.skip;

	tried(
		`receives each event once when a webhook process is killed and starts again${missing ? `, skipped: ${missing}` : ''}`,
		async () => {
			const setup = JSON.parse(process.env.QUEUE_SETUP ?? '');
			const own = await prepareProcess(setup, 'webhook', { name: `behind-${name}` });
			const port = await freePort();
			const place = path.join(folder, name);
			fs.mkdirSync(place);
			await sandbox.reset();
			await deliverUntilReceived();
			const workflow = await PublishedWorkflow.inARow(n8n, `Behind ${name}`, [TRIGGER]);
			await workflow.publish();
			const [webHook] = await sandbox.webHooks();
			const proxy = await start({ port, n8n: new URL(own.url).host, folder: place });
			// Capillary gets the address of the proxy instead of the cluster's.
			const url = `http://${LOOPBACK}:${port}`;
			await moveTo(webHook, webHook.webHookUrl.replace(process.env.QUEUE_ADDRESS, url));
			try {
				const before = await own.start();
				process.kill(before.pid, 'SIGKILL');
				await before.ended;
				const { started, sent, log } = await amidEvents(name, async () => await own.start());
				expectReceived(sent, log);
				const executions = await workflow.executions(sent.length);
				const ids = executions.flatMap((execution) =>
					/** @type {Array<{eventId: string}>} */ (execution.itemsOf(TRIGGER.name)[0]).map(
						({ eventId }) => eventId,
					),
				);
				expect(ids.sort()).toEqual([...sent].sort());
				await started.stop();
			} finally {
				await proxy.stop();
				await workflow.unpublish();
			}
		},
	);
});
