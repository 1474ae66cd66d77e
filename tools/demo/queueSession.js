'use strict';

// Starts the demo in queue mode: Redis, PostgreSQL, a sandbox, and n8n's main process, webhook process
// and workers, each with the packed package.
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const { withProgress } = require('../bootstrap/progress');
const { ownerOf } = require('../n8n/owner');
const { prepareProcess, startWorker } = require('../n8n/queueProcess');
const { prepare } = require('../package/prepare');
const { freePort, LOOPBACK } = require('../services/freePort');
const { startPostgres } = require('../services/postgres');
const { startRedis } = require('../services/redis');
const { startReverseProxy } = require('../services/reverseProxy');
const { startSandboxProcess } = require('../services/sandbox');
const { importDemo } = require('./session');

/**
 * @typedef {import('../n8n/instance').RunningN8n} RunningN8n
 *
 * @typedef {object} QueueSession
 * @property {import('../n8n/queueProcess').QueueSetup} setup for further workers
 * @property {RunningN8n} main the process of the editor
 * @property {RunningN8n} webhook the webhook process
 * @property {RunningN8n[]} workers
 * @property {string} proxyUrl the address for callers from outside
 * @property {{url: string}} sandbox
 * @property {Record<string, Promise<number | null>>} ended the exit of each process that the others
 *   need, by its name
 * @property {() => Promise<void>} stop stops all of it; the files stay
 *
 * @typedef {object} QueueOptions
 * @property {string} folder an empty one, for all files
 * @property {number} workers how many
 * @property {() => Promise<number>} [choosePort] of the editor; any free port by default
 * @property {NodeJS.ProcessEnv} [variables] for all processes of n8n
 * @property {(line: string) => void} onProgress
 */

/** @param {string} folder */
async function startServices(folder) {
	return await Promise.all([
		startRedis(folder),
		startPostgres(folder),
		startSandboxProcess(await freePort()),
	]);
}

/** @param {import('../n8n/queueProcess').QueueSetup} setup @param {number} workers */
async function startWebhookAndWorkers(setup, workers) {
	const names = Array.from({ length: workers }, (_, index) => `worker-${index + 1}`);
	return await Promise.all([
		prepareProcess(setup, 'webhook').then(async (instance) => await instance.start()),
		...names.map(async (name) => await startWorker(setup, name)),
	]);
}

/** @param {QueueOptions} options @returns {Promise<QueueSession>} */
async function startQueueSession({ folder, workers: count, onProgress, ...options }) {
	const { runtime, tarball } = await prepare({ onProgress });
	const port = await (options.choosePort ?? freePort)();
	const owner = ownerOf(folder);
	// PostgreSQL may run as another user, who must reach its own folder below this one.
	fs.chmodSync(folder, 0o711);
	const step = 'Starting Redis, PostgreSQL and the sandbox';
	const services = async () => await startServices(folder);
	const [redis, postgres, sandbox] = await withProgress(step, onProgress, services);
	const proxyPort = await freePort();
	const variables = {
		EXECUTIONS_MODE: 'queue',
		// Credentials are stored encrypted, and every process must decrypt them.
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		// The only way in n8n 3.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		...{ ...redis.variables, ...postgres.variables, ...options.variables },
		WEBHOOK_URL: `http://${LOOPBACK}:${proxyPort}/`,
	};
	const setup = { runtime, tarball, folder, owner, variables };
	const mainInstance = await prepareProcess(setup, 'main', { port });
	await importDemo(mainInstance, sandbox.url, onProgress);
	const start = async () =>
		await Promise.all([mainInstance.start(), startWebhookAndWorkers(setup, count)]);
	const [main, [webhook, ...workers]] = await withProgress(
		"Starting n8n's processes",
		onProgress,
		start,
	);
	const proxy = await startReverseProxy({ main: main.url, webhook: webhook.url }, proxyPort);
	const stop = async () => {
		// n8n's processes need the servers for a clean exit.
		await Promise.all([main, webhook, ...workers].map(async (n8n) => await n8n.stop()));
		await Promise.all([proxy, redis, postgres, sandbox].map(async (one) => await one.stop()));
	};
	const ended = {
		Redis: redis.ended,
		PostgreSQL: postgres.ended,
		'The sandbox': sandbox.ended,
		"n8n's main process": main.ended,
		"n8n's webhook process": webhook.ended,
	};
	return { setup, main, webhook, workers, proxyUrl: proxy.url, sandbox, ended, stop };
}

module.exports = { startQueueSession };
