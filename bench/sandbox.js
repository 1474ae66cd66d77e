'use strict';

const { freePort } = require('../tools/free-port');
const { startSandboxProcess } = require('../tools/sandbox-process');

/**
 * @typedef {object} Ledger what the sandbox really did since it was last cleared
 * @property {Array<{status: number | 'dropped' | 'open', path: string}>} calls
 * @property {Array<Record<string, string>>} changes
 * @property {number} mostInFlight
 * @property {number} connections
 */

/** A Capillary sandbox in a process of its own, and the ways to steer it. */
class SandboxClient {
	/** @param {{url: string, stop: () => Promise<void>}} server */
	constructor({ url, stop }) {
		this.url = url;
		this.stop = stop;
	}

	static async start() {
		const sandbox = new SandboxClient(await startSandboxProcess(await freePort()));
		await sandbox.#ask('POST', 'reset', { seed: 'empty' });
		return sandbox;
	}

	/**
	 * @param {Record<string, object[]>} additions
	 * @returns {Promise<Record<string, string[]>>} the ids of what was added
	 */
	async add(additions) {
		return await this.#ask('POST', 'state', additions);
	}

	/** @param {number} latencyMs how long every call takes from now on */
	async setLatency(latencyMs) {
		await this.#ask('PUT', 'faults', { latencyMs });
	}

	/** Begins a new ledger. */
	async clearLedger() {
		await this.#ask('DELETE', 'ledger');
	}

	/** @returns {Promise<Ledger>} */
	async ledger() {
		return await this.#ask('GET', 'ledger');
	}

	/** @param {string} method @param {string} name @param {unknown} [body] @returns {Promise<any>} */
	async #ask(method, name, body) {
		const answer = await fetch(`${this.url}/sandbox/${name}`, {
			method,
			...(body === undefined
				? {}
				: { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
		});
		if (!answer.ok) throw new Error(`${method} ${name}: ${answer.status} ${await answer.text()}`);
		return await answer.json();
	}
}

module.exports = { SandboxClient };
