'use strict';

const { randomInt } = require('node:crypto');
const net = require('node:net');
const { UserError } = require('../bootstrap/userError');

/** This machine, as its own processes reach it. */
const LOOPBACK = '127.0.0.1';
const TRIES = 50;
/**
 * Where any port will do, it is one of these: below those that systems take for outgoing connections
 * (Linux from 32768 on, others from 49152). One of those may be taken before its owner gets to it.
 */
const ANY = { from: 20_000, to: 32_000 };

/** What was given out as any port: its owner may be slow to listen. @type {Set<number>} */
const givenOut = new Set();

/** @param {number} port @returns {Promise<boolean>} whether it can be listened on */
async function isFree(port) {
	const server = net.createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
	});
}

/** @returns {Promise<number>} */
async function anyFreePort() {
	for (let tries = 0; tries < TRIES; tries++) {
		const port = randomInt(ANY.from, ANY.to);
		if (givenOut.has(port)) continue;
		givenOut.add(port);
		if (await isFree(port)) return port;
	}
	throw new UserError(`No port from ${ANY.from} to ${ANY.to} seems to be free.`);
}

/**
 * A free port of the loopback address.
 * @param {number} [from] the port wanted, of which the next free one is as good; without it, any, and
 *   never the same twice
 * @param {string} [advice] what to do when none is free: a sentence, or nothing
 * @returns {Promise<number>}
 * @throws {UserError} when none of the 50 from there on is free
 */
async function freePort(from, advice = '') {
	if (from === undefined) return await anyFreePort();
	const last = Math.min(from + TRIES, 65_535);
	for (let port = from; port <= last; port++) {
		if (await isFree(port)) return port;
	}
	throw new UserError(`No port from ${from} to ${last} is free. ${advice}`.trim());
}

module.exports = { freePort, LOOPBACK };
