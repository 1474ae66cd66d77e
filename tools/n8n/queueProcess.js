'use strict';

const path = require('node:path');
const { freePort, LOOPBACK } = require('../services/freePort');
const { N8nInstance } = require('./instance');

/**
 * @typedef {keyof typeof ROLES} Role
 *
 * @typedef {object} QueueSetup what all processes of one n8n in queue mode have in common; plain data
 * @property {import('./install').N8nRuntime} runtime
 * @property {string} tarball the packed package, which every process has for itself
 * @property {string} folder below which each process has its user folder
 * @property {import('./instance').Owner} owner
 * @property {NodeJS.ProcessEnv} variables the same for all
 */

/**
 * The processes of n8n in queue mode: n8n's command for each, and the variables that only it needs.
 * https://docs.n8n.io/hosting/scaling/queue-mode/
 */
const ROLES = {
	main: {
		command: ['start'],
		variables: () => ({ N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' }),
	},
	webhook: { command: ['webhook'], variables: () => ({}) },
	worker: {
		command: ['worker', '--concurrency=5'],
		variables: (/** @type {number} */ port) => ({
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: LOOPBACK,
		}),
	},
};

/**
 * One process of n8n in queue mode, with the package installed in a user folder of its own.
 * @param {QueueSetup} setup
 * @param {Role} role
 * @param {{name?: string, port?: number}} [options] the name of its folder, its role unless told; a
 *   free port
 * @returns {Promise<N8nInstance>} prepared, not started
 */
async function prepareProcess(setup, role, { name = role, port } = {}) {
	const { runtime, tarball, folder, owner } = setup;
	const { command, variables } = ROLES[role];
	const ownPort = port ?? (await freePort());
	const instance = await N8nInstance.create({
		runtime,
		owner,
		command,
		userFolder: path.join(folder, name),
		port: ownPort,
		variables: { ...setup.variables, ...variables(ownPort) },
	});
	await instance.installPackage(tarball);
	return instance;
}

/**
 * Starts a worker and waits until it takes work.
 * @param {QueueSetup} setup
 * @param {string} name of its folder, which is its own
 * @returns {Promise<import('./instance').RunningN8n>}
 */
async function startWorker(setup, name) {
	return await (await prepareProcess(setup, 'worker', { name })).start();
}

module.exports = { prepareProcess, startWorker };
