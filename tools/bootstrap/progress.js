'use strict';

/** How often a long step says that it still goes on, in milliseconds. */
const EVERY = 10_000;

/**
 * A span of time as people say it.
 * @param {number} milliseconds
 * @returns {string} e.g. '8 s', '2 min 5 s'
 */
function formatDuration(milliseconds) {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Does a long step, saying when it begins, that it still goes on, and how long it took.
 * @template T
 * @param {string} doing e.g. 'Installing n8n'
 * @param {(line: string) => void} onProgress
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withProgress(doing, onProgress, work) {
	const startedAt = Date.now();
	const elapsed = () => formatDuration(Date.now() - startedAt);
	onProgress(`${doing} ...`);
	const timer = setInterval(() => onProgress(`${doing} ... (${elapsed()} so far)`), EVERY);
	try {
		const result = await work();
		onProgress(`${doing}: done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}

module.exports = { formatDuration, withProgress };
