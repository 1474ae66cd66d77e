'use strict';

// Chooses a port of a command, and says so when it is not the usual one.
const { say } = require('../bootstrap/runCommand');
const { freePort } = require('../services/freePort');

/**
 * @param {string} what uses the port
 * @param {number} preferred
 * @param {string} [advice] a sentence for the error: what to do when no port is free
 * @returns {Promise<number>} the preferred port, or else the next free one
 */
async function preferredPort(what, preferred, advice) {
	const port = await freePort(preferred, advice);
	if (port !== preferred) say(`Port ${preferred} is in use, so ${what} uses ${port}.`);
	return port;
}

module.exports = { preferredPort };
