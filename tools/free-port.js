'use strict';

const net = require('node:net');
const { PlainError } = require('./plain-error');

const LOOPBACK = '127.0.0.1';
const TRIES = 50;

/** @param {number} port @returns {Promise<number | undefined>} the port, if it can be listened on */
async function ifFree(port) {
	const server = net.createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(undefined));
		server.listen(port, LOOPBACK, () => {
			const { port: actual } = /** @type {net.AddressInfo} */ (server.address());
			server.close(() => resolve(actual));
		});
	});
}

/**
 * The first free port of the loopback address.
 * @param {number} [from] the port wanted, of which the next free one is as good; without it, any
 * @returns {Promise<number>}
 * @throws {PlainError} when none of the 50 from there on is free
 */
async function freePort(from = 0) {
	const last = Math.min(from + TRIES, 65_535);
	for (let port = from; port <= last; port++) {
		const free = await ifFree(port);
		if (free !== undefined) return free;
	}
	throw new PlainError(`No port from ${from} to ${last} is free. Choose others with --port.`);
}

module.exports = { freePort, LOOPBACK };
