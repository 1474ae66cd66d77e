'use strict';

// Waits for something by looking again and again.
const { setTimeout: sleep } = require('node:timers/promises');

const POLL_MS = 50;
/** Longer than a slow machine needs. */
const TIMEOUT_MS = 30_000;

/**
 * Looks until there is something. The caller limits the time.
 *
 * @template T
 * @param {() => Promise<T | undefined | false>} look
 * @param {number} [pollMs] the time between two looks in milliseconds
 * @returns {Promise<T>} what the last look found
 * @throws the error of a look
 */
async function until(look, pollMs = POLL_MS) {
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		await sleep(pollMs);
	}
}

/**
 * Repeats a check until it passes.
 *
 * @template T
 * @param {() => Promise<T>} check throws as long as it does not pass
 * @returns {Promise<T>} the result of the check
 * @throws the last error, when it does not pass within half a minute
 */
async function eventually(check) {
	const deadline = Date.now() + TIMEOUT_MS;
	const passed = await until(async () => {
		try {
			return { result: await check() };
		} catch (error) {
			if (Date.now() > deadline) throw error;
			return undefined;
		}
	});
	return passed.result;
}

module.exports = { eventually, until };
