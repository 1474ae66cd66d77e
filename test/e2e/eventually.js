'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const LOOK_AGAIN = 50;
/** Far beyond what a slow machine needs, so that only what never happens fails. */
const PATIENCE = 30_000;

/**
 * Makes a check until it passes.
 * @template T
 * @param {() => Promise<T>} check throws as long as it does not pass
 * @returns {Promise<T>} what it gave
 * @throws what the check threw last, when it has not passed for half a minute
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
