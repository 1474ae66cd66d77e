'use strict';

const { until } = require('../services/polling');

/** The largest page of n8n's list of executions. */
const PAGE = 100;

/**
 * @typedef {import('./client').N8nClient} N8nClient
 * @typedef {import('./client').Execution} Execution
 * @typedef {{name: string, type: string, parameters: object, credentials?: object,
 *   onError?: string, typeVersion?: number}} Node
 */

/** A workflow that is created, published and unpublished as in n8n's editor. */
class PublishedWorkflow {
	/** @param {N8nClient} n8n @param {{id: string, versionId: string}} created */
	constructor(n8n, created) {
		this.n8n = n8n;
		this.id = created.id;
		this.versionId = created.versionId;
	}

	/** @param {N8nClient} n8n @param {object} workflow as n8n exports it */
	static async create(n8n, workflow) {
		return new PublishedWorkflow(n8n, await n8n.storeWorkflow(workflow));
	}

	/**
	 * @param {N8nClient} n8n
	 * @param {string} name
	 * @param {Node[]} nodes connected in a row
	 * @param {object} [settings] additional settings
	 */
	static async inARow(n8n, name, nodes, settings = {}) {
		const connections = nodes
			.slice(1)
			.map((node, index) => [
				nodes[index].name,
				{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
			]);
		return await PublishedWorkflow.create(n8n, {
			name,
			nodes: nodes.map((node, index) => ({
				...{ typeVersion: 1, position: [200 * index, 0], ...node },
				...{ id: `node-${index}`, webhookId: crypto.randomUUID() },
			})),
			connections: Object.fromEntries(connections),
			settings: { executionOrder: 'v1', ...settings },
		});
	}

	/** @throws n8n's message when the workflow cannot be published */
	async publish() {
		const path = `/rest/workflows/${this.id}/activate`;
		await this.n8n.call('POST', path, { versionId: this.versionId });
		const publication = await this.publication();
		if (publication?.status === 'failed') {
			throw new Error(publication.triggers.map(({ errorMessage }) => errorMessage).join('\n'));
		}
	}

	async unpublish() {
		await this.n8n.call('POST', `/rest/workflows/${this.id}/deactivate`, {});
		await this.publication();
	}

	/**
	 * What came of publishing or unpublishing, once it is over: n8n from 2.40 on answers before it begins.
	 * @returns {Promise<{status: string, triggers: Array<{errorMessage: string}>} | undefined>} nothing
	 *   where it was over with the answer
	 */
	async publication() {
		const path = `/rest/workflows/${this.id}/publication-status`;
		const { result } = await until(async () => {
			const result = await this.n8n.find(path);
			return result?.data.status !== 'in_progress' && { result: result?.data };
		});
		return result;
	}

	/** Listens for one event, like the editor's button "Execute workflow". */
	async listen() {
		const { data } = await this.n8n.call('GET', `/rest/workflows/${this.id}`);
		const path = `/rest/workflows/${this.id}/run`;
		const started = await this.n8n.call('POST', path, {
			workflowData: data,
			triggerToStartFrom: { name: data.nodes[0].name },
		});
		if (!started.data.waitingForWebhook) throw new Error(`n8n does not listen: ${started}`);
	}

	/** @returns {Promise<string[]>} the IDs of its executions, the oldest first */
	async executionIds() {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.id }));
		// n8n lists running and ended executions. One that ends meanwhile is in both lists.
		/** @type {Set<number>} */
		const ids = new Set();
		for (let page = ''; ; ) {
			const path = `/rest/executions?limit=${PAGE}&filter=${filter}${page}`;
			const { results, nextCursor } = (await this.n8n.call('GET', path)).data;
			for (const { id } of results) ids.add(Number(id));
			// n8n 1 has no cursors, but no workflow here runs a hundred times in it.
			if (!nextCursor) break;
			page = `&cursor=${encodeURIComponent(nextCursor)}`;
		}
		return [...ids].sort((one, other) => one - other).map(String);
	}

	/**
	 * Its executions after their end, oldest first.
	 * @param {number} atLeast the number to wait for
	 * @returns {Promise<Execution[]>}
	 */
	async executions(atLeast) {
		const ids = await until(async () => {
			const found = await this.executionIds();
			return found.length >= atLeast && found;
		});
		return await Promise.all(ids.map(async (id) => await this.n8n.execution(id)));
	}
}

module.exports = { PublishedWorkflow };
