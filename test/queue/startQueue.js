'use strict';

// Jest's globalSetup of the queue tests: one n8n in queue mode for all of them, with a main process
// and a webhook process. Each test file starts the workers that it needs (crew.js).
const { startQueueSession } = require('../../tools/demo/queueSession');
const { temporaryFolder } = require('../../tools/package/temporaryFolder');
const { N8nClient } = require('../e2e/n8nClient');

/**
 * In milliseconds: how long a job is a worker's, how often the worker says that it still has it, and
 * how often workers look for jobs that nobody has. Less than n8n's own 60, 10 and 30 seconds, so that
 * the tests need not wait minutes until a dead worker is missed.
 */
const QUICKER = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2500',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

module.exports = async () => {
	const session = await startQueueSession({
		...{ folder: temporaryFolder(), workers: 0, variables: QUICKER },
		// Standard output belongs to jest's report.
		onProgress: (line) => process.stderr.write(`${line}\n`),
	});
	// The tests run in contexts of their own and see the environment only. The first three are what
	// the helpers of the end-to-end tests read.
	process.env.E2E_N8N_URL = session.main.url;
	process.env.E2E_OWNER = JSON.stringify(session.setup.owner);
	process.env.E2E_SANDBOX_URL = session.sandbox.url;
	process.env.QUEUE_DOOR_URL = session.proxyUrl;
	process.env.QUEUE_LOGS = JSON.stringify({ main: session.main.log, webhook: session.webhook.log });
	process.env.QUEUE_SETUP = JSON.stringify(session.setup);
	process.env.E2E_COOKIE = (await N8nClient.signIn()).headers.Cookie;
	Object.assign(globalThis, { endQueue: session.stop });
};
