'use strict';

// What a user does with the installed package: a workflow with an operation of each resource, and a
// published trigger. An upgrade must leave both as they are.
const { accounts } = require('../../../sandbox/http/authentication');
const { demoBadges } = require('../../../sandbox/demo/badges');
const { demoCustomers } = require('../../../sandbox/demo/customers');
const { demoCredentials } = require('../../../tools/demo/entities');
const { eventually } = require('../../../tools/services/polling');
const { isN8nBefore, sandbox } = require('../../helpers/demo');
const { PublishedWorkflow } = require('../../../tools/n8n/publishedWorkflow');

const PACKAGE = 'n8n-nodes-capillary-badges';
const NODES = [`${PACKAGE}.capillaryBadges`, `${PACKAGE}.capillaryBadgesTrigger`];
const CREDENTIALS = ['capillaryApi', 'capillaryWebhookApi'];

const badge = (/** @type {string} */ value) => ({ badge: { __rl: true, mode: 'id', value } });
const { birthdayTreat, firstPurchase, summerExplorer, winterWarmer } = demoBadges;
const customerOf = (/** @type {{id: string}} */ { id }) => ({
	...{ customerIdentifier: 'customerId', customer: id },
});
const maya = customerOf(demoCustomers.maya);
const birthdays = { ownerType: 'Journeys', referenceId: 'JN-BIRTHDAY' };

/** For each resource an operation that can be repeated, and what its node must put out. */
const OPERATIONS = {
	badge: [{ operation: 'deactivate', ...badge(winterWarmer.id) }, { isActive: false }],
	badgeGroup: [{ operation: 'getAll', limit: 1 }, { name: expect.any(String) }],
	claim: [{ operation: 'create', ...badge(birthdayTreat.id), ...birthdays }, { isActive: true }],
	customField: [{ operation: 'getAll', limit: 1 }, { name: expect.any(String) }],
	customer: [{ operation: 'getBadges', ...maya }, { badgeMetaId: expect.any(String) }],
	earn: [
		{ operation: 'create', ...badge(birthdayTreat.id), ...maya, ...birthdays },
		{ earnedBadgeId: expect.any(String) },
	],
	issue: [
		{ operation: 'getAll', ...badge(summerExplorer.id), ...customerOf(demoCustomers.liam) },
		{ issueId: expect.any(String) },
	],
	webhook: [{ operation: 'getAll' }, { webHookUrl: expect.any(String) }],
};

const RESOURCES = Object.keys(OPERATIONS);

/** @typedef {import('../../../tools/n8n/client').N8nClient} N8nClient */

class UserWork {
	/** Events that have started the published workflow. */
	#events = 0;

	/**
	 * @param {PublishedWorkflow} everyResource @param {PublishedWorkflow} published
	 * @param {string} webHookUrl where Capillary delivers
	 */
	constructor(everyResource, published, webHookUrl) {
		this.everyResource = everyResource;
		this.published = published;
		this.webHookUrl = webHookUrl;
	}

	/** @param {N8nClient} n8n with the package @returns {Promise<UserWork>} its trigger is published */
	static async create(n8n) {
		const [{ name, type, data }] = demoCredentials(String(process.env.E2E_SANDBOX_URL), accounts);
		const { id } = await n8n.createCredential({ name, type: String(type), data: Object(data) });
		const credentials = { capillaryApi: { id, name } };
		const operations = Object.entries(OPERATIONS).map(([resource, [fields]]) => ({
			...{ name: resource, type: NODES[0], executeOnce: true, credentials },
			parameters: { resource, ...fields },
		}));
		const byHand = { name: 'By hand', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
		const parameters = { badges: { chosen: [badge(firstPurchase.id)] } };
		const trigger = { name: 'Earned', type: NODES[1], parameters, credentials };
		const nodes = [byHand, ...operations];
		const everyResource = await PublishedWorkflow.inARow(n8n, 'Every resource', nodes);
		const published = await PublishedWorkflow.inARow(n8n, 'A badge is earned', [trigger]);
		await published.publish();
		const [{ webHookUrl }] = await sandbox.webHooks();
		return new UserWork(everyResource, published, webHookUrl);
	}

	/** The n8n was started again. @param {N8nClient} n8n */
	async goOnIn(n8n) {
		this.everyResource.n8n = n8n;
		this.published.n8n = n8n;
		await eventually(async () => {
			const { status } = await fetch(this.webHookUrl, { method: 'POST' });
			// The trigger refuses what comes without its secret.
			expect(status).toBe(401);
		});
	}

	/** The operations do their work, and an event starts the published workflow. */
	async expectDone() {
		const { status, error, itemsOf } = await this.everyResource.n8n.runWorkflow(
			this.everyResource.id,
		);
		expect({ status, error }).toEqual({ status: 'success' });
		for (const [resource, [, output]] of Object.entries(OPERATIONS)) {
			expect(itemsOf(resource)[0][0]).toMatchObject(output);
		}
		const { id, answers } = await this.event();
		expect(answers).toEqual([200]);
		this.#events += 1;
		const executions = await this.published.executions(this.#events);
		expect(executions).toHaveLength(this.#events);
		expect(executions.slice(-1)[0].itemsOf('Earned')).toMatchObject([[{ earnedBadgeId: id }]]);
	}

	/** n8n does not know the node. While it starts, it has other answers. */
	async expectRefused() {
		const refused = [isN8nBefore('2.41') ? 500 : 400];
		await eventually(async () => expect((await this.event()).answers).toEqual(refused));
	}

	/** @returns {Promise<string[]>} the resources that the installed node offers */
	async resources() {
		const types = await this.everyResource.n8n.call('GET', '/types/nodes.json');
		const { properties } = types.find(
			(/** @type {{name: string}} */ { name }) => name === NODES[0],
		);
		const names = properties[0].options.map((/** @type {{value: string}} */ { value }) => value);
		// n8n adds an entry of its own, "Custom API Call".
		return names.filter((/** @type {string} */ name) => !name.startsWith('__')).sort();
	}

	/** A customer earns the badge. @returns {Promise<{id: string, answers: number[]}>} n8n's answers */
	async event() {
		const id = await sandbox.earn(firstPurchase.id, Number(demoCustomers.liam.id));
		const [{ answers }] = (await sandbox.deliveries()).slice(-1);
		return { id, answers };
	}
}

/** @returns {Promise<string[]>} the IDs of the webhooks in Capillary */
async function webHookIds() {
	return (await sandbox.webHooks()).map(({ webHookId }) => webHookId);
}

/**
 * Waits until n8n offers both nodes and both credentials, or none of them.
 * @param {N8nClient} n8n @param {boolean} offered
 */
async function expectOffered(n8n, offered) {
	await eventually(async () => {
		const nodes = await n8n.offeredTypes('nodes');
		const credentials = await n8n.offeredTypes('credentials');
		const found = [
			...NODES.filter((name) => nodes.includes(name)),
			...CREDENTIALS.filter((name) => credentials.includes(name)),
		];
		expect(found).toEqual(offered ? [...NODES, ...CREDENTIALS] : []);
	});
}

module.exports = { expectOffered, PACKAGE, RESOURCES, UserWork, webHookIds };
