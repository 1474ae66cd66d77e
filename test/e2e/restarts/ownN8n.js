'use strict';

const fs = require('node:fs');
const { freePort } = require('../../../tools/services/freePort');
const { N8nInstance } = require('../../../tools/n8n/instance');
const { signIn } = require('../../helpers/demo');

/** An n8n of one test file, which stops and starts it. It uses the shared sandbox. */
class OwnN8n {
	/** @param {N8nInstance} instance @param {NodeJS.ProcessEnv} variables */
	constructor(instance, variables) {
		this.instance = instance;
		this.variables = variables;
	}

	/**
	 * @param {string} userFolder a new folder
	 * @param {NodeJS.ProcessEnv} [variables] additional settings of n8n
	 * @param {string} [original] the user folder to copy. By default, it has the package and the demo's
	 *   entities, and no n8n has used it
	 * @returns {Promise<OwnN8n>} not started
	 */
	static async create(userFolder, variables = {}, original = String(process.env.E2E_PREPARED)) {
		const { runtime, owner } = JSON.parse(process.env.E2E_SETUP ?? '');
		fs.cpSync(original, userFolder, { recursive: true });
		const port = await freePort();
		const instance = await N8nInstance.create({ runtime, userFolder, port, owner, variables });
		return new OwnN8n(instance, variables);
	}

	/** @returns {Promise<import('../../../tools/n8n/client').N8nClient>} signed in */
	async start() {
		this.running = await this.instance.start();
		return await signIn(this.running.url);
	}

	/** Ends it like a failing machine, so that nothing is finished or saved. */
	async kill() {
		if (!this.running) return;
		process.kill(this.running.pid, 'SIGKILL');
		await this.running.ended;
	}

	async stop() {
		await this.running?.stop();
	}

	/**
	 * A copy of the stopped n8n, with its database and its key, at another address.
	 * @param {string} userFolder a new folder
	 */
	async copy(userFolder) {
		return await OwnN8n.create(userFolder, this.variables, this.instance.userFolder);
	}
}

module.exports = { OwnN8n };
