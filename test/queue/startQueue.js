'use strict';

// Jest's globalSetup of the queue tests: one n8n in queue mode for all of them, with a main
// and a webhook process. Each test file starts its own workers (workers.js).
const { startQueueSession } = require('../../tools/demo/queueSession');
const { temporaryFolder } = require('../../tools/package/temporaryFolder');
const { N8nClient } = require('../../tools/n8n/client');

/**
 * How long a worker owns a job, how often it renews that, and how often workers look for orphaned
 * jobs, in milliseconds. Shorter than n8n's 60, 10 and 30 seconds, so that the tests notice a dead
 * worker sooner.
 */
const FASTER = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2500',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

module.exports = async () => {
	const session = await startQueueSession({
		...{ folder: temporaryFolder(), workers: 0, variables: FASTER },
		// Standard output has jest's report.
		onProgress: (line) => process.stderr.write(`${line}\n`),
	});
	// The tests run in contexts of their own and share only the environment. The helpers of the
	// end-to-end tests read the first three.
	process.env.E2E_N8N_URL = session.main.url;
	process.env.E2E_OWNER = JSON.stringify(session.setup.owner);
	process.env.E2E_SANDBOX_URL = session.sandbox.url;
	process.env.QUEUE_ADDRESS = session.proxyUrl;
	process.env.QUEUE_LOGS = JSON.stringify({ main: session.main.log, webhook: session.webhook.log });
	process.env.QUEUE_SETUP = JSON.stringify(session.setup);
	process.env.E2E_COOKIE = (await N8nClient.signIn(session.main.url, session.setup.owner)).cookie;
	Object.assign(globalThis, { endQueue: session.stop });
};
