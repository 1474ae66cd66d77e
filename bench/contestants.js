'use strict';

/**
 * @typedef {import('./work').Work} Work
 * @typedef {import('../tools/real-n8n').Entity} Entity
 *
 * @typedef {object} Contestant one way to do the work
 * @property {string} title for people
 * @property {(work: Work) => number} rowsPerCall
 * @property {(work: Work, sandboxUrl: string) => Record<string, unknown>} node its n8n node, set up
 */

const CREDENTIALS = {
	capillaryApi: { capillaryApi: { id: 'benchCapillary', name: 'Bench: Capillary' } },
	httpBasicAuth: { httpBasicAuth: { id: 'benchBasic', name: 'Bench: Basic' } },
};

/**
 * n8n's HTTP Request node as a careful user sets it up: a credential instead of a header typed by
 * hand, the body as JSON, a failed row does not end the run.
 * @param {string} settings in words, what differs from its defaults
 * @param {Record<string, unknown>} options
 * @returns {Contestant}
 */
const httpRequest = (settings, options) => ({
	title: `HTTP Request, ${settings}`,
	rowsPerCall: () => 1,
	node: ({ path, body }, sandboxUrl) => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		credentials: CREDENTIALS.httpBasicAuth,
		onError: 'continueRegularOutput',
		parameters: {
			method: 'POST',
			url: `${sandboxUrl}${path}`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpBasicAuth',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: body,
			options,
		},
	}),
});

/**
 * @param {string} settings in words
 * @param {Record<string, unknown>} options
 * @returns {Contestant}
 */
const capillaryBadges = (settings, options) => ({
	title: `Capillary Badges, ${settings}`,
	rowsPerCall: ({ perCall }) => perCall,
	node: ({ badge, resource, parameters }) => ({
		type: 'n8n-nodes-capillary-badges.capillaryBadges',
		typeVersion: 1,
		credentials: CREDENTIALS.capillaryApi,
		onError: 'continueRegularOutput',
		parameters: {
			resource,
			operation: 'revoke',
			badge: { __rl: true, mode: 'id', value: badge },
			customerIdentifier: 'customerId',
			customer: '={{ $json.customer }}',
			...parameters,
			options,
		},
	}),
});

/** @param {number} concurrency @returns {Contestant} */
const bareLoop = (concurrency) => ({
	title: `bare loop, ${concurrency} calls at a time`,
	rowsPerCall: ({ perCall }) => perCall,
	node: ({ badge, path, perCall }) => ({
		type: 'n8n-nodes-bench.bareLoop',
		typeVersion: 1,
		credentials: CREDENTIALS.capillaryApi,
		parameters: { path, badge, concurrency, batchSize: perCall },
	}),
});

const textResponse = { response: { response: { responseFormat: 'text' } } };
/**
 * Answers as text, and so many calls started at a time, then a pause in milliseconds.
 * @param {number} batchSize
 * @param {number} batchInterval
 */
const paced = (batchSize, batchInterval) =>
	httpRequest(`batches of ${batchSize}, ${batchInterval} ms apart, answers as text`, {
		...textResponse,
		batching: { batch: { batchSize, batchInterval } },
	});
/** An interval of 0 takes the pauses out of batching. */
const noPauses = { batching: { batch: { batchSize: 50, batchInterval: 0 } } };

/**
 * What is compared. The Capillary Badges node has at most 20 calls in flight. The HTTP Request node
 * knows no such limit: it starts calls as fast as it can, or with pauses.
 * @satisfies {Record<string, Contestant>}
 */
const CONTESTANTS = {
	httpDefaults: httpRequest('defaults', {}),
	httpNoPauses: httpRequest('batches of 50 without pauses', noPauses),
	httpText: httpRequest('answers as text', textResponse),
	httpTextNoPauses: httpRequest('batches of 50 without pauses, answers as text', {
		...textResponse,
		...noPauses,
	}),
	httpPaced5: paced(5, 5),
	httpPaced5Slower: paced(5, 10),
	httpPaced10: paced(10, 20),
	httpPaced20: paced(20, 50),
	oursDefaults: capillaryBadges('defaults (5 calls at a time)', {}),
	ours20: capillaryBadges('20 calls at a time', { concurrency: 20 }),
	bare5: bareLoop(5),
	bare20: bareLoop(20),
};

/** The settings of the HTTP Request node that are tried for its fastest. */
const HTTP_UNLIMITED = /** @type {const} */ ([
	'httpDefaults',
	'httpNoPauses',
	'httpText',
	'httpTextNoPauses',
]);

/** Those that are tried for its fastest with at most 20 calls in flight. */
const HTTP_PACED = /** @type {const} */ ([
	'httpPaced5',
	'httpPaced5Slower',
	'httpPaced10',
	'httpPaced20',
]);

module.exports = { CONTESTANTS, CREDENTIALS, HTTP_PACED, HTTP_UNLIMITED };
