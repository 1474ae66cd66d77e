'use strict';

// The processes of n8n in queue mode. https://docs.n8n.io/hosting/scaling/queue-mode/
const path = require('node:path');
const { freePort, LOOPBACK } = require('../services/freePort');
const { N8nInstance } = require('./instance');

/**
 * @typedef {object} QueueSetup what all processes have in common; plain data
 * @property {import('./install').N8nRuntime} runtime
 * @property {string} tarball the packed package, which each process gets for itself
 * @property {string} folder holds the user folder of each process
 * @property {import('./owner').Owner} owner
 * @property {NodeJS.ProcessEnv} variables
 */

/** n8n's command for each kind of process, and the variables that only it needs. */
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
 * Prepares a process with the package installed in a user folder of its own. Does not start it.
 * @param {QueueSetup} setup
 * @param {keyof typeof ROLES} role
 * @param {{name?: string, port?: number}} [options] the name of its folder (its role by default), and a
 *   free port
 * @returns {Promise<N8nInstance>}
 */
async function prepareProcess(setup, role, { name = role, port } = {}) {
	const { runtime, tarball, folder, owner } = setup;
	const { command, variables } = ROLES[role];
	const ownPort = port ?? (await freePort());
	const instance = await N8nInstance.create({
		...{ runtime, owner, command, port: ownPort },
		userFolder: path.join(folder, name),
		variables: { ...setup.variables, ...variables(ownPort) },
	});
	await instance.installPackage(tarball);
	return instance;
}

/**
 * Starts a worker and waits until it accepts jobs.
 * @param {QueueSetup} setup
 * @param {string} name of its folder
 * @returns {Promise<import('./instance').RunningN8n>}
 */
async function startWorker(setup, name) {
	return await (await prepareProcess(setup, 'worker', { name })).start();
}

module.exports = { prepareProcess, startWorker };
