'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { parse } = require('flatted');
const { eventually } = require('./eventually');

const LOOK_AGAIN = 50;
/**
 * @param {string} version such as 2.40
 * @returns {boolean} whether the n8n of startDemo.js is older
 */
function isN8nBefore(version) {
	const { E2E_N8N_VERSION = '' } = process.env;
	return E2E_N8N_VERSION.localeCompare(version, 'en', { numeric: true }) < 0;
}
const isN8n1 = isN8nBefore('2.0');
const UNDER_WAY = ['new', 'running', 'waiting'];

/**
 * @typedef {object} Execution an execution of a workflow
 * @property {string} id
 * @property {string} status
 * @property {string} [error] the error of the execution
 * @property {(node: string) => object[][]} itemsOf the json of a node's items, for each of its outputs
 * @property {(node: string) => object[]} handedTo the json of all items on a node's first
 *   output, however often it ran; none when nothing reached it
 * @property {(node: string) => {message: string, description?: string} | undefined} errorOf the error of a
 *   node that did not succeed threw
 *
 * @typedef {{id: string, name: string, type: string, data: Record<string, unknown>}} Credential
 */

/** The REST interface of n8n's editor, signed in as the demo's owner. */
class N8nClient {
	/** @param {string} url @param {Record<string, string>} headers */
	constructor(url, headers) {
		this.url = url;
		this.headers = headers;
	}

	/**
	 * Signs in once for all test files: n8n allows five sign-ins of a user per minute.
	 * @param {string} [url] the default is the n8n of startDemo.js
	 * @returns {Promise<N8nClient>}
	 */
	static async signIn(url = process.env.E2E_N8N_URL ?? '') {
		const headers = { 'Content-Type': 'application/json', 'browser-id': 'end-to-end-tests' };
		const { E2E_N8N_URL, E2E_COOKIE, E2E_OWNER = '' } = process.env;
		if (url === E2E_N8N_URL && E2E_COOKIE) {
			return new N8nClient(url, { ...headers, Cookie: E2E_COOKIE });
		}
		const { email, password } = JSON.parse(E2E_OWNER);
		const answer = await fetch(`${url}/rest/login`, {
			method: 'POST',
			headers,
			body: JSON.stringify({ emailOrLdapLoginId: email, password }),
		});
		if (!answer.ok) throw new Error(`n8n refuses the sign-in: ${await answer.text()}`);
		const cookie = answer.headers.getSetCookie().map((set) => set.split(';')[0]);
		return new N8nClient(url, { ...headers, Cookie: cookie.join('; ') });
	}

	/** @param {string} method @param {string} path @param {unknown} [body] */
	async call(method, path, body) {
		const answer = await fetch(this.url + path, {
			method,
			headers: this.headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
		return /** @type {any} */ (await answer.json());
	}

	/** @returns {Promise<string>} e.g. 2.41.1 */
	async version() {
		return (await this.call('GET', '/rest/settings')).data.versionCli;
	}

	/**
	 * n8n writes this list while it is already answering: shortly after a start or an installation, the
	 * list can be old or incomplete.
	 *
	 * @param {'nodes' | 'credentials'} kind
	 * @returns {Promise<string[]>} the names of all types that n8n offers
	 */
	async offeredTypes(kind) {
		const types = await eventually(async () => await this.call('GET', `/types/${kind}.json`));
		return types.map((/** @type {{name: string}} */ type) => type.name);
	}

	/** @param {string} id @returns {Promise<Credential>} as the editor gets it, without secrets */
	async credential(id) {
		return (await this.call('GET', `/rest/credentials/${id}?includeData=true`)).data;
	}

	/** @param {Omit<Credential, 'id'>} credential @returns {Promise<Credential>} */
	async createCredential(credential) {
		const { data } = await this.call('POST', '/rest/credentials', credential);
		return { ...credential, id: data.id };
	}

	/** @param {Credential} credential @returns {Promise<{status: string, message: string}>} */
	async testCredential({ id, name, type, data }) {
		const credentials = { id, name, type, data };
		return (await this.call('POST', '/rest/credentials/test', { credentials })).data;
	}

	/** @param {object} workflow as n8n exports it @returns {Promise<string>} its ID */
	async createWorkflow(workflow) {
		return (await this.storeWorkflow(workflow)).id;
	}

	/**
	 * @param {object} workflow as n8n exports it
	 * @returns {Promise<{id: string, versionId: string}>} its ID and version
	 */
	async storeWorkflow(workflow) {
		// n8n 1 needs this field, n8n 2 does not.
		return (await this.call('POST', '/rest/workflows', { active: false, ...workflow })).data;
	}

	/**
	 * Runs a workflow as the editor's button does, to its end, from its one trigger: by hand, or by the
	 * sample that is pinned to it.
	 * @param {string} id
	 * @returns {Promise<Execution>}
	 */
	async runWorkflow(id) {
		const workflow = (await this.call('GET', `/rest/workflows/${id}`)).data;
		const trigger = workflow.nodes.find((/** @type {{type: string}} */ { type }) =>
			type.endsWith('Trigger'),
		);
		const started = await this.call('POST', `/rest/workflows/${id}/run`, {
			// n8n 1 runs the workflow that it is sent, n8n 2 the stored one.
			workflowData: workflow,
			triggerToStartFrom: { name: trigger.name },
		});
		return await this.execution(started.data.executionId);
	}

	/**
	 * Retries a failed execution, as the list of executions does.
	 * @param {string} id
	 * @param {string} workflowId
	 * @param {boolean} loadWorkflow whether to use the current workflow
	 * @returns {Promise<Execution>} the new one
	 */
	async retry(id, workflowId, loadWorkflow) {
		await this.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow });
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { data } = await this.call('GET', `/rest/executions?filter=${filter}`);
		const ids = data.results.map((/** @type {{id: string}} */ one) => Number(one.id));
		return await this.execution(String(Math.max(...ids)));
	}

	/** @param {string} id of an execution; returns when it waits */
	async untilWaiting(id) {
		for (;;) {
			const { data } = await this.call('GET', `/rest/executions/${id}`);
			if (data.status === 'waiting') return;
			if (!UNDER_WAY.includes(data.status)) throw new Error(`${id} ended: ${data.status}`);
			await sleep(LOOK_AGAIN);
		}
	}

	/** @param {string} id @returns {Promise<Execution>} the execution after its end */
	async execution(id) {
		for (;;) {
			const { data } = await this.call('GET', `/rest/executions/${id}`);
			const stored = parse(data.data)?.resultData;
			if (stored && hasEnded(data.status, stored)) return executionOf(data, stored);
			await sleep(LOOK_AGAIN);
		}
	}
}

/**
 * n8n 1 stores how an execution ended a moment before it stores what came of it, and until then holds
 * what it began with: nothing of any node.
 * @param {string} status @param {{runData: object, error?: object}} stored
 */
function hasEnded(status, { runData, error }) {
	if (UNDER_WAY.includes(status)) return false;
	if (status !== 'success' && status !== 'error') return true;
	return error !== undefined || Object.keys(runData).length > 0;
}

/**
 * @param {{id: string, status: string}} execution
 * @param {{runData: Record<string, any>, error?: {message: string}}} stored
 * @returns {Execution}
 */
function executionOf({ id, status }, { runData, error }) {
	return {
		id,
		status,
		error: error?.message,
		itemsOf: (node) =>
			runData[node][0].data.main.map((/** @type {Array<{json: object}> | null} */ items) =>
				(items ?? []).map(({ json }) => json),
			),
		handedTo: (node) =>
			(runData[node] ?? []).flatMap((/** @type {any} */ { data }) =>
				(data.main[0] ?? []).map((/** @type {{json: object}} */ { json }) => json),
			),
		errorOf: (node) => runData[node][0].error,
	};
}

module.exports = { isN8n1, isN8nBefore, N8nClient };
