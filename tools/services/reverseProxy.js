'use strict';

const http = require('node:http');
const { LOOPBACK } = require('./freePort');

/** What webhook processes serve; everything else, test webhooks among it, is the main process's. */
const OF_WEBHOOK_PROCESSES = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;

/**
 * Starts what a reverse proxy is to an n8n with webhook processes: one address for callers from
 * outside, behind which each path goes to the process that serves it.
 * https://docs.n8n.io/hosting/scaling/queue-mode/#configure-webhook-urls
 * @param {{main: string, webhook: string}} processes their addresses
 * @param {number} port a free one
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
async function startReverseProxy({ main, webhook }, port) {
	const server = http.createServer((request, response) => {
		const { method, headers, url = '/' } = request;
		const target = new URL(url, OF_WEBHOOK_PROCESSES.test(url) ? webhook : main);
		const onward = http.request(target, { method, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.once('error', () => {
			if (!response.headersSent) response.writeHead(502);
			response.end();
		});
		request.pipe(onward);
	});
	await new Promise((resolve) => server.listen(port, LOOPBACK, () => resolve(undefined)));
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://${LOOPBACK}:${port}`, stop };
}

module.exports = { startReverseProxy };
