'use strict';

const { description } = require('./description');

const CREDENTIAL = 'capillaryApi';

/**
 * Only the calls of the Capillary Badges node: no parameters for each row, no rate limit, no retries and
 * no outcomes. A plain pool makes the calls with n8n's helper, in the cheapest way.
 */
class BareLoop {
	constructor() {
		this.description = description('Bare Loop', 'bareLoop', {
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: [
				{ displayName: 'Path', name: 'path', type: 'string', default: '' },
				{ displayName: 'Badge', name: 'badge', type: 'string', default: '' },
				{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 5 },
				{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 },
			],
		});
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const items = this.getInputData();
		const data = { ...(await this.getCredentials(CREDENTIAL)) };
		data.accessToken ||= 'not used with Basic';
		const url = `${data.customHost}${this.getNodeParameter('path', 0)}`;
		const badgeMetaId = /** @type {string} */ (this.getNodeParameter('badge', 0));
		const batchSize = /** @type {number} */ (this.getNodeParameter('batchSize', 0));
		const concurrency = /** @type {number} */ (this.getNodeParameter('concurrency', 0));

		/** @type {Array<import('n8n-workflow').IDataObject>} */
		const bodies = [];
		for (let at = 0; at < items.length; at += batchSize) {
			const { customer, earnedBadge } = items[at].json;
			const customers = items.slice(at, at + batchSize).map(({ json }) => json.customer);
			bodies.push(
				earnedBadge === undefined
					? { badgeMetaId, customers }
					: { badgeMetaId, customerId: customer, earnedBadgeId: earnedBadge },
			);
		}

		let next = 0;
		const worker = async () => {
			while (next < bodies.length) {
				await this.helpers.httpRequestWithAuthentication.call(
					this,
					CREDENTIAL,
					{ method: 'POST', url, body: bodies[next++], json: true },
					{ credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data } },
				);
			}
		};
		await Promise.all(Array.from({ length: Math.min(concurrency, bodies.length) }, worker));
		return [items.map((_, item) => ({ json: { done: true }, pairedItem: { item } }))];
	}
}

module.exports = { BareLoop };
