'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const LOOK_AGAIN = 50;
/** Longer than a slow machine needs. */
const PATIENCE = 30_000;

/**
 * Repeats a check until it passes.
 *
 * @template T
 * @param {() => Promise<T>} check throws as long as it does not pass
 * @returns {Promise<T>} the result of the check
 * @throws the last error, when it does not pass within half a minute
 */
async function eventually(check) {
	const deadline = Date.now() + PATIENCE;
	for (;;) {
		try {
			return await check();
		} catch (error) {
			if (Date.now() > deadline) throw error;
		}
		await sleep(LOOK_AGAIN);
	}
}

module.exports = { eventually };
