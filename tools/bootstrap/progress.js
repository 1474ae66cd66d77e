'use strict';

// Prints how long steps take.

const INTERVAL_MS = 10_000;

/** @param {number} milliseconds @returns {string} e.g. '8 s', '2 min 5 s' */
function formatDuration(milliseconds) {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Runs a step. Reports its start, every ten seconds that it still runs, and how long it took.
 * @template T
 * @param {string} step e.g. 'Installing n8n'
 * @param {(line: string) => void} onProgress
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withProgress(step, onProgress, work) {
	const startedAt = Date.now();
	const elapsed = () => formatDuration(Date.now() - startedAt);
	onProgress(`${step} ...`);
	const timer = setInterval(() => onProgress(`${step} ... (${elapsed()} so far)`), INTERVAL_MS);
	try {
		const result = await work();
		onProgress(`${step}: done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}

module.exports = { formatDuration, withProgress };
