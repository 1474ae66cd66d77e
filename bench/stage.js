'use strict';

// A real n8n with the packed package and the benchmark's own nodes, and a sandbox. All of it is temporary.
const fs = require('node:fs');
const { createHash } = require('node:crypto');
const path = require('node:path');
const { N8nClient } = require('../tools/n8n/client');
const { PublishedWorkflow } = require('../tools/n8n/publishedWorkflow');
const { DEMO_CREDENTIALS } = require('../tools/demo/entities');
const { startDemoSession } = require('../tools/demo/session');
const { temporaryFolder } = require('../tools/package/temporaryFolder');
const { until } = require('../tools/services/polling');
const { sandboxAccounts } = require('../tools/services/sandbox');
const { SandboxClient } = require('../tools/services/sandboxClient');
const { CONTESTANTS } = require('./contestants');
const { WORK } = require('./work');

/**
 * @typedef {keyof typeof CONTESTANTS} ContestantName
 * @typedef {keyof typeof WORK} WorkName
 */

const BENCH_PACKAGE = path.join(__dirname, 'n8n-nodes-bench');
/** n8n stores no execution, so that the benchmark measures the work and not the database. */
const NOT_STORED = {
	...{ saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	...{ saveExecutionProgress: false, saveManualExecutions: false },
};

class Stage {
	/** @type {Set<string>} */
	#published = new Set();

	/**
	 * @param {N8nClient} n8n
	 * @param {SandboxClient} sandbox
	 * @param {boolean} stored whether n8n keeps the data of the executions
	 */
	constructor(n8n, sandbox, stored) {
		this.n8n = n8n;
		this.sandbox = sandbox;
		this.settings = stored ? {} : NOT_STORED;
		/** @type {import('./contestants').Credentials} */
		this.credentials = { capillaryApi: {}, httpBasicAuth: {} };
	}

	/** @param {(line: string) => void} say @param {{stored?: boolean}} [options] */
	static async set(say, { stored = false } = {}) {
		const { n8n, sandbox, setup } = await startDemoSession({
			userFolder: path.join(temporaryFolder(), 'n8n'),
			onProgress: say,
			beforeStart: ({ userFolder }) => {
				const nodes = path.join(userFolder, '.n8n', 'nodes', 'node_modules');
				const target = path.join(nodes, path.basename(BENCH_PACKAGE));
				fs.cpSync(BENCH_PACKAGE, target, { recursive: true });
			},
		});
		const client = await N8nClient.signIn(n8n.url, setup.owner);
		const stage = new Stage(client, new SandboxClient(sandbox.url), stored);
		await stage.#createCredentials();
		return stage;
	}

	/**
	 * Both contestants sign in with Basic, so that neither has a token to renew. The HTTP Request node
	 * gets the password as Capillary expects it: its MD5.
	 */
	async #createCredentials() {
		const { username, password } = sandboxAccounts().basic;
		const md5 = createHash('md5').update(password).digest('hex');
		const data = { user: username, password: md5 };
		const type = 'httpBasicAuth';
		const { id, name } = await this.n8n.createCredential({ name: 'Bench', type, data });
		this.credentials = { capillaryApi: DEMO_CREDENTIALS.basic, httpBasicAuth: { id, name } };
	}

	/**
	 * Runs a contestant's workflow. A webhook takes the rows, and responds with the report of the last node.
	 * @param {WorkName} work
	 * @param {ContestantName} contestant
	 * @param {object} body
	 * @returns {Promise<any>} the report
	 */
	async run(work, contestant, body) {
		const id = `bench-${work}-${contestant}`;
		if (!this.#published.has(id)) await this.#publish(id, work, contestant);
		await this.#ready();
		const answer = await fetch(`${this.n8n.url}/webhook/${id}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		return await answer.json();
	}

	/** After a run that kept it busy for long, n8n believes for a while that its database is gone. */
	async #ready() {
		await until(async () => (await fetch(`${this.n8n.url}/healthz/readiness`)).ok);
	}

	/** @param {string} id @param {WorkName} work @param {ContestantName} contestant */
	async #publish(id, work, contestant) {
		const webhook = { httpMethod: 'POST', path: id, responseMode: 'lastNode', options: {} };
		const nodes = [
			{ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: webhook },
			{ name: 'Rows', type: 'n8n-nodes-bench.benchRows', parameters: {} },
			...CONTESTANTS[contestant].nodes(WORK[work], this.sandbox.url, this.credentials),
			{ name: 'Report', type: 'n8n-nodes-bench.benchReport', parameters: {} },
		];
		const workflow = await PublishedWorkflow.inARow(this.n8n, id, nodes, this.settings);
		await workflow.publish();
		this.#published.add(id);
	}
}

module.exports = { Stage };
