const { createServer } = require('node:http');

/**
 * A server whose answers a test writes as text, and which keeps the text of what it is sent: the sandbox
 * reads and writes JSON, and digits are lost on the way.
 *
 * @param {(call: { method: string, path: string, query: Record<string, string>, body: string }) =>
 *   string | { status: number, text: string } | Promise<string | { status: number, text: string }>} answer
 *   gives the data of Capillary's envelope as JSON text, or a whole answer
 */
async function startScriptedServer(answer) {
	/** @type {Array<{ method: string, path: string, query: Record<string, string>, body: string }>} */
	const calls = [];
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://sandbox');
		const query = Object.fromEntries(searchParams);
		const call = { method: request.method ?? '', path: pathname, query, body };
		calls.push(call);
		const given = await answer(call);
		const { status, text } =
			typeof given === 'string'
				? { status: 200, text: `{"data":${given},"errors":[],"warnings":[]}` }
				: given;
		response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${address.port}`,
		calls,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

module.exports = { startScriptedServer };
