'use strict';

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const { demoCredentials, demoWorkflows } = require('./entities');
const { freePort, LOOPBACK } = require('../services/freePort');
const { ownerOf } = require('../n8n/owner');
const { sandboxAccounts, startSandboxProcess } = require('../services/sandbox');
const { withProgress } = require('../bootstrap/progress');
const { startReverseProxy } = require('../services/reverseProxy');
const { prepareProcess, startWorker } = require('../n8n/queueProcess');
const { startPostgres } = require('../services/postgres');
const { startRedis } = require('../services/redis');

/**
 * @typedef {import('../n8n/instance').RunningN8n} RunningN8n
 * @typedef {import('../services/server').ServerProcess} ServerProcess
 *
 * @typedef {object} QueueSession a running n8n in queue mode and a running sandbox
 * @property {import('../n8n/queueProcess').QueueSetup} setup what further workers are started with
 * @property {RunningN8n} main where the editor is
 * @property {RunningN8n} webhook the webhook process
 * @property {RunningN8n[]} workers
 * @property {string} door the address for callers from outside
 * @property {{url: string}} sandbox
 * @property {Record<string, Promise<number | null>>} ended the end of each process without which
 *   nothing goes on, by its name
 * @property {() => Promise<void>} stop ends all of it; what is on disk stays
 *
 * @typedef {object} SessionOptions
 * @property {import('../n8n/install').N8nRuntime} runtime
 * @property {string} tarball the packed package
 * @property {string} folder an empty one, for everything that is kept on disk
 * @property {number} workers how many
 * @property {number} port a free one, for the editor
 * @property {NodeJS.ProcessEnv} [variables] for all processes of n8n, besides the usual ones
 * @property {(line: string) => void} onProgress
 */

/** @param {Array<NodeJS.ProcessEnv | undefined>} others what n8n must know besides */
const queueVariables = (...others) => ({
	EXECUTIONS_MODE: 'queue',
	// Credentials are stored encrypted, and every process must be able to read them.
	N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	// What n8n 3 will do in any case: workers do all the work.
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	...Object.assign({}, ...others),
});

/**
 * Starts Redis, PostgreSQL and a Capillary sandbox, and on them n8n's main process, a webhook process
 * and workers, each with the packed package; with ready credentials and the demo's workflows.
 * @param {SessionOptions} options
 * @returns {Promise<QueueSession>}
 */
async function startQueueSession({ onProgress, folder, port, ...options }) {
	const owner = ownerOf(folder);
	// PostgreSQL may run as another user, who must get through to its own folder below.
	fs.chmodSync(folder, 0o711);
	const [redis, postgres, sandbox] = await withProgress(
		'Starting Redis, PostgreSQL and the sandbox',
		onProgress,
		async () =>
			await Promise.all([
				startRedis(folder),
				startPostgres(folder),
				startSandboxProcess(await freePort()),
			]),
	);
	const doorPort = await freePort();
	const url = `http://${LOOPBACK}:${doorPort}/`;
	const variables = queueVariables(redis.variables, postgres.variables, options.variables, {
		WEBHOOK_URL: url,
	});
	const { runtime, tarball } = options;
	const setup = { runtime, tarball, folder, owner, variables };
	const mainInstance = await prepareProcess(setup, 'main', { port });
	await withProgress("Importing the demo's credentials and workflows", onProgress, async () => {
		await mainInstance.import({
			credentials: demoCredentials(sandbox.url, sandboxAccounts()),
			workflows: demoWorkflows(),
		});
	});
	const [main, webhook, ...workers] = await withProgress(
		"Starting n8n's processes",
		onProgress,
		async () =>
			await Promise.all([
				mainInstance.start(),
				prepareProcess(setup, 'webhook').then(async (instance) => await instance.start()),
				...Array.from({ length: options.workers }, async (_, index) => {
					return await startWorker(setup, `worker-${index + 1}`);
				}),
			]),
	);
	const door = await startReverseProxy({ main: main.url, webhook: webhook.url }, doorPort);
	const stop = async () => {
		// They need the servers to end in good order.
		await Promise.all([main, webhook, ...workers].map(async (n8n) => await n8n.stop()));
		await Promise.all([door, redis, postgres, sandbox].map(async (one) => await one.stop()));
	};
	const ended = {
		Redis: redis.ended,
		PostgreSQL: postgres.ended,
		'The sandbox': sandbox.ended,
		"n8n's main process": main.ended,
		"n8n's webhook process": webhook.ended,
	};
	return { setup, main, webhook, workers, door: door.url, sandbox, ended, stop };
}

module.exports = { startQueueSession };
