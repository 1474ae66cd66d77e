'use strict';

// The ways to do the work that the benchmark compares.

/**
 * @typedef {import('./work').Work} Work
 * @typedef {import('../tools/n8n/publishedWorkflow').Node & {typeVersion?: number}} Node
 * @typedef {{capillaryApi: object, httpBasicAuth: object}} Credentials how nodes refer to them, by type
 *
 * @typedef {object} Contestant one way to do the work
 * @property {string} title
 * @property {(work: Work, rows: number) => number} calls the number that it needs
 * @property {(work: Work, host: string, credentials: Credentials) => Node[]} nodes its
 *   nodes in n8n; the last one does the work
 */

/** The name of the node that does the work. */
const UNDER_TEST = 'Under test';

/**
 * n8n's HTTP Request node as a careful user sets it up: a credential instead of a typed header, the
 * body as JSON, and a failed row does not end the run.
 * @param {string} settings what differs from the defaults
 * @param {Record<string, unknown>} [options]
 * @returns {Contestant}
 */
function httpRequest(settings, options = {}) {
	/** @param {Credentials} credentials @param {string} name @param {object} parameters */
	const request = ({ httpBasicAuth }, name, parameters) => ({
		...{ name, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.5 },
		...{ credentials: { httpBasicAuth }, onError: 'continueRegularOutput' },
		parameters: {
			...{ authentication: 'genericCredentialType', genericAuthType: 'httpBasicAuth' },
			...parameters,
		},
	});
	// The next node reads the response of a look-up, so it is not text.
	const { response, ...others } = options;
	return {
		title: `HTTP Request, ${settings}`,
		calls: ({ lookUp }, rows) => (lookUp ? 2 : 1) * rows,
		nodes: ({ path, body, lookUp }, host, credentials) => [
			...(lookUp
				? [request(credentials, 'Look up', { url: `=${host}${lookUp}`, options: others })]
				: []),
			request(credentials, UNDER_TEST, {
				...{ method: 'POST', url: `${host}${path}`, options },
				...{ sendBody: true, specifyBody: 'json', jsonBody: body },
			}),
		],
	};
}

/**
 * @param {string} settings
 * @param {Record<string, unknown>} [options]
 * @param {Record<string, unknown>} [parameters] replace those of the work
 * @returns {Contestant}
 */
const capillaryBadges = (settings, options = {}, parameters = {}) => ({
	title: `Capillary Badges, ${settings}`,
	calls: ({ calls, perCall }, rows) => calls?.(rows) ?? Math.ceil(rows / perCall),
	nodes: (work, _host, { capillaryApi }) => [
		{
			...{ name: UNDER_TEST, type: 'n8n-nodes-capillary-badges.capillaryBadges' },
			...{ credentials: { capillaryApi }, onError: 'continueRegularOutput' },
			parameters: {
				...{ operation: 'revoke', badge: { __rl: true, mode: 'id', value: work.badge } },
				...{ customerIdentifier: 'customerId', ...work.parameters, ...parameters },
				options: { ...work.options, ...options },
			},
		},
	],
});

/** @param {number} concurrency @returns {Contestant} */
const bareLoop = (concurrency) => ({
	title: `bare loop, ${concurrency} calls at a time`,
	calls: ({ perCall }, rows) => Math.ceil(rows / perCall),
	nodes: ({ badge, path, perCall }, _host, { capillaryApi }) => [
		{
			...{ name: UNDER_TEST, type: 'n8n-nodes-bench.bareLoop', credentials: { capillaryApi } },
			parameters: { path, badge, concurrency, batchSize: perCall },
		},
	],
});

const textResponse = { response: { response: { responseFormat: 'text' } } };
/**
 * Responses as text, and a pause after each batch of calls.
 * @param {number} batchSize
 * @param {number} batchInterval in milliseconds
 */
const paced = (batchSize, batchInterval) =>
	httpRequest(`batches of ${batchSize}, ${batchInterval} ms apart, text responses`, {
		...textResponse,
		batching: { batch: { batchSize, batchInterval } },
	});
/** Batches without pauses. */
const noPauses = { batching: { batch: { batchSize: 50, batchInterval: 0 } } };

/**
 * The Capillary Badges node has at most 50 calls in flight. The HTTP Request node has no such limit: it
 * starts calls as fast as it can, or with pauses.
 * @satisfies {Record<string, Contestant>}
 */
const CONTESTANTS = {
	httpDefaults: httpRequest('defaults'),
	httpNoPauses: httpRequest('batches of 50 without pauses', noPauses),
	httpText: httpRequest('text responses', textResponse),
	httpTextNoPauses: httpRequest('batches of 50 without pauses, text responses', {
		...textResponse,
		...noPauses,
	}),
	httpPaced5: paced(5, 5),
	httpPaced10: paced(10, 20),
	httpPaced20: paced(20, 50),
	oursDefaults: capillaryBadges('defaults (10 calls at a time)'),
	ours20: capillaryBadges('20 calls at a time', { concurrency: 20 }),
	ours50: capillaryBadges('50 calls at a time', { concurrency: 50 }),
	oursExpression: capillaryBadges(
		'customer by an expression',
		{},
		{ customer: '={{ Number($json.customer) }}' },
	),
	bare10: bareLoop(10),
	bare50: bareLoop(50),
};

/** The candidates for the fastest settings of the HTTP Request node. */
const HTTP_UNLIMITED = /** @type {const} */ ([
	...['httpDefaults', 'httpNoPauses', 'httpText', 'httpTextNoPauses'],
]);

/** The candidates for its fastest settings with at most 20 calls in flight. */
const HTTP_PACED = /** @type {const} */ (['httpPaced5', 'httpPaced10', 'httpPaced20']);

module.exports = { CONTESTANTS, HTTP_PACED, HTTP_UNLIMITED, UNDER_TEST };
