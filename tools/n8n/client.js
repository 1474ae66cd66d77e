'use strict';

// The REST interface of n8n's editor, signed in as a user.
const { eventually, until } = require('../services/polling');
const { executionOf, UNDER_WAY } = require('./execution');

/**
 * @typedef {import('./execution').Execution} Execution
 * @typedef {import('./owner').Owner} Owner
 * @typedef {{id: string, name: string, type: string, data: Record<string, unknown>}} Credential
 */

/** n8n accepts a session only from the browser that has signed in. */
const HEADERS = { 'Content-Type': 'application/json', 'browser-id': 'n8n-client' };

class N8nClient {
	/** @param {string} url of n8n @param {string} [cookie] of a session */
	constructor(url, cookie = '') {
		this.url = url;
		this.cookie = cookie;
	}

	/**
	 * n8n allows five sign-ins of a user per minute.
	 * @param {string} url @param {Owner} user
	 * @returns {Promise<N8nClient>}
	 */
	static async signIn(url, { email, password }) {
		const client = new N8nClient(url);
		const body = { emailOrLdapLoginId: email, password };
		const response = await client.send('POST', '/rest/login', body);
		const cookies = response.headers.getSetCookie().map((set) => set.split(';')[0]);
		return new N8nClient(url, cookies.join('; '));
	}

	/**
	 * Signs up as the owner, unless n8n has one.
	 * @param {string} url @param {Owner & {firstName: string, lastName: string}} owner
	 */
	static async signUp(url, owner) {
		const client = new N8nClient(url);
		const { data } = await client.call('GET', '/rest/settings');
		if (!data.userManagement.showSetupOnFirstLoad) return;
		await client.send('POST', '/rest/owner/setup', owner);
	}

	/**
	 * @param {string} method @param {string} path @param {unknown} [body]
	 * @returns {Promise<Response>}
	 * @throws {Error} when n8n refuses it. It has the HTTP `status`
	 */
	async send(method, path, body) {
		const response = await fetch(this.url + path, {
			method,
			headers: { ...HEADERS, Cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (response.ok) return response;
		const { status } = response;
		const text = `${method} ${path}: ${status} ${await response.text()}`;
		throw Object.assign(new Error(text), { status });
	}

	/**
	 * @param {string} method @param {string} path @param {unknown} [body]
	 * @returns {Promise<any>} the JSON of the response
	 */
	async call(method, path, body) {
		return await (await this.send(method, path, body)).json();
	}

	/** @param {string} path @returns {Promise<any>} the JSON of the response, or undefined after a 404 */
	async find(path) {
		return await this.call('GET', path).catch((error) => {
			if (error.status !== 404) throw error;
		});
	}

	/** @returns {Promise<string>} e.g. 2.41.1 */
	async version() {
		return (await this.call('GET', '/rest/settings')).data.versionCli;
	}

	/**
	 * n8n writes this list while it already responds: shortly after a start or an installation, the
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
		await until(async () => {
			const { data } = await this.call('GET', `/rest/executions/${id}`);
			if (data.status === 'waiting') return true;
			if (!UNDER_WAY.includes(data.status)) throw new Error(`${id} ended: ${data.status}`);
			return undefined;
		});
	}

	/** @param {string} id @returns {Promise<Execution>} the execution after its end */
	async execution(id) {
		return await until(async () => {
			const { data } = await this.call('GET', `/rest/executions/${id}`);
			return executionOf(data);
		});
	}
}

module.exports = { N8nClient };
