'use strict';

// The reverse proxy of an n8n with webhook processes: one address for callers from outside.
// https://docs.n8n.io/hosting/scaling/queue-mode/#configure-webhook-urls
const http = require('node:http');
const { LOOPBACK } = require('./freePort');

/** The paths of webhook processes. All others, also test webhooks, belong to the main process. */
const WEBHOOK_PATHS = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;

/**
 * @param {{main: string, webhook: string}} processes their addresses
 * @param {number} port a free one
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
async function startReverseProxy({ main, webhook }, port) {
	const server = http.createServer((request, response) => {
		const { method, headers, url = '/' } = request;
		const target = new URL(url, WEBHOOK_PATHS.test(url) ? webhook : main);
		const forwarded = http.request(target, { method, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		forwarded.once('error', () => {
			if (!response.headersSent) response.writeHead(502);
			response.end();
		});
		request.pipe(forwarded);
	});
	await new Promise((resolve) => server.listen(port, LOOPBACK, () => resolve(undefined)));
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://${LOOPBACK}:${port}`, stop };
}

module.exports = { startReverseProxy };
