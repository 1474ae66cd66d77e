// @ts-check
const { createServer } = require('node:http');

/**
 * Makes n8n's HTTP client use a proxy, like the environment variables of an n8n server.
 *
 * @template T
 * @param {string} url of the proxy
 * @param {() => Promise<T>} work
 */
exports.withProxy = async (url, work) => {
	const before = process.env.HTTPS_PROXY;
	process.env.HTTPS_PROXY = url;
	try {
		return await work();
	} finally {
		if (before === undefined) delete process.env.HTTPS_PROXY;
		else process.env.HTTPS_PROXY = before;
	}
};

/** Starts a proxy that refuses everybody, because it demands a password. */
exports.startClosedProxy = async () => {
	let refused = 0;
	const server = createServer();
	server.on('connect', (_request, socket) => {
		refused++;
		socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/** The number of connections that it refused. */
		get refused() {
			return refused;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};
