// @ts-check
const { createServer } = require('node:http');

/**
 * A call and its response.
 *
 * @typedef {{ method: string, path: string, query: Record<string, string>, body: string }} MadeCall
 * @typedef {{ status: number, headers: Record<string, string>, text: string }} RawResponse
 */

const KEPT_HEADERS = ['content-type', 'date', 'x-cap-request-id'];

/**
 * Starts a server on loopback in front of another one. It forwards each call, and can change the
 * response.
 *
 * @param {{
 *   to: string,
 *   before?: (call: MadeCall) => void,
 *   respond: (call: MadeCall, given: RawResponse) => RawResponse,
 * }} options `to` is the address of the other server; `before` runs before it gets a call, and
 *   `respond` returns the response
 */
exports.startCorruptingServer = async ({ to, before, respond }) => {
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		const { pathname, search, searchParams } = new URL(request.url ?? '', 'http://sandbox');
		const call = {
			...{ method: request.method ?? '', path: pathname, body },
			query: Object.fromEntries(searchParams),
		};
		before?.(call);
		const carriedOut = await fetch(`${to}${pathname}${search}`, {
			method: call.method,
			headers: asSent(request.headers),
			...(body === '' ? {} : { body }),
		});
		const kept = KEPT_HEADERS.flatMap((name) => {
			const value = carriedOut.headers.get(name);
			return value === null ? [] : [[name, value]];
		});
		const { status, headers, text } = respond(call, {
			...{ status: carriedOut.status, text: await carriedOut.text() },
			headers: Object.fromEntries(kept),
		});
		response.writeHead(status, headers).end(text);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};

/** Headers that belong to a single connection. */
const OF_CONNECTION = new Set(['connection', 'content-length', 'host', 'transfer-encoding']);

/** @param {import('node:http').IncomingHttpHeaders} headers @returns {Record<string, string>} */
function asSent(headers) {
	const passedOn = Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name));
	return Object.fromEntries(passedOn.map(([name, value]) => [name, String(value)]));
}
