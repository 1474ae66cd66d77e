// @ts-check
const { createServer } = require('node:http');

/**
 * How a server can misbehave after it got a request.
 *
 * @typedef {'drips' | 'floods' | 'breaks gzip' | 'is silent' | 'cuts off'} Misbehavior
 */

const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');

/** @type {Record<Misbehavior, (response: import('node:http').ServerResponse) => void>} */
const MISBEHAVIORS = {
	/** A space every 10 ms, forever. */
	drips(response) {
		response.writeHead(200, { 'Content-Type': 'application/json' });
		const timer = setInterval(() => response.write(' '), 10);
		response.once('close', () => clearInterval(timer));
	},
	/** As much as the client reads, forever. */
	floods(response) {
		response.writeHead(200, { 'Content-Type': 'application/json' });
		const more = () => {
			while (!response.destroyed && response.write(MEGABYTE));
			if (!response.destroyed) response.once('drain', more);
		};
		more();
	},
	/** Invalid gzip that never ends. */
	'breaks gzip'(response) {
		response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
		response.write('this is no gzip');
	},
	'is silent'() {},
	/** Half a response. */
	'cuts off'(response) {
		response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
		response.write('{"data":', () => response.destroy());
	},
};

const TOKEN = JSON.stringify({ data: { accessToken: 'made-up', ttlSeconds: 3600 }, errors: null });

/** Starts a server on loopback that misbehaves on one path and else gives tokens. */
exports.startBrokenServer = async () => {
	/** @type {{ path: string, does: Misbehavior }} */
	let current = { path: '/', does: 'is silent' };
	/** @type {string[]} */
	const paths = [];
	const server = createServer((request, response) => {
		const path = request.url ?? '';
		paths.push(path);
		request.resume();
		if (path.includes(current.path)) MISBEHAVIORS[current.does](response);
		else response.writeHead(200, { 'Content-Type': 'application/json' }).end(TOKEN);
	});
	let connectionsMade = 0;
	server.on('connection', () => connectionsMade++);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	/** @returns {Promise<number>} */
	const connections = async () =>
		await new Promise((resolve, reject) =>
			server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
		);
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		/** The number of connections so far, used or not. */
		get connectionsMade() {
			return connectionsMade;
		},
		/** The paths of all requests since the last call of misbehave. */
		paths,
		/**
		 * @param {Misbehavior} does
		 * @param {string} path what the path of a request has in it that it does so to
		 */
		misbehave(does, path) {
			current = { path, does };
			paths.length = 0;
		},
		/** Waits until no connection is open. */
		async isLeftAlone() {
			while ((await connections()) > 0) await new Promise((resolve) => setImmediate(resolve));
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};
