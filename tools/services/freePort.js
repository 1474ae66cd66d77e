'use strict';

// Finds free ports of the loopback address.
const { randomInt } = require('node:crypto');
const net = require('node:net');
const { UserError } = require('../bootstrap/userError');

const LOOPBACK = '127.0.0.1';
const ATTEMPTS = 50;
/** Below the ports that systems use for outgoing connections, which may be taken at any moment. */
const ANY_PORT = { from: 20_000, to: 32_000 };

/** Ports that were given out and may not be in use yet. @type {Set<number>} */
const givenOut = new Set();

/** @param {number} port @returns {Promise<boolean>} */
async function isFree(port) {
	const server = net.createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
	});
}

/** @returns {Promise<number>} */
async function anyFreePort() {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const port = randomInt(ANY_PORT.from, ANY_PORT.to);
		if (givenOut.has(port)) continue;
		givenOut.add(port);
		if (await isFree(port)) return port;
	}
	throw new UserError(`No port from ${ANY_PORT.from} to ${ANY_PORT.to} seems to be free.`);
}

/**
 * @param {number} [from] the preferred port, or the next free one. Without it, any port, and never the
 *   same port twice
 * @param {string} [advice] a sentence for the error: what to do when no port is free
 * @returns {Promise<number>}
 * @throws {UserError} when none of the next 50 is free
 */
async function freePort(from, advice = '') {
	if (from === undefined) return await anyFreePort();
	const last = Math.min(from + ATTEMPTS, 65_535);
	for (let port = from; port <= last; port++) {
		if (await isFree(port)) return port;
	}
	throw new UserError(`No port from ${from} to ${last} is free. ${advice}`.trim());
}

module.exports = { freePort, LOOPBACK };
