'use strict';

// How long runs take against a rate limit that they do not know, in virtual time.
const {
	sendLearning,
	SERVERS,
	shortestTime,
} = require('../test/properties/harness/limitedServers');
const { number, table } = require('./report');

const SECOND = 1000;
/** How long before the run the first minute of a server begins that counts by the clock (ms). */
const PHASE = 20_000;

/** How the servers count calls. */
const KINDS = {
	fixedMinute: 'in each minute of the clock',
	slidingMinute: 'in any 60 seconds',
	smallBucket: 'evenly, ten at once',
	bucketOfAMinute: "evenly, a minute's at once",
};

/** @returns {string} a table in Markdown */
function limitTable() {
	const rows = [100, 1000].flatMap((limit) =>
		/** @type {Array<keyof typeof KINDS>} */ (Object.keys(KINDS)).map((kind) => {
			const calls = 5 * limit;
			const sending = { calls, inFlight: 10, latency: 100, saysWhen: false, random: () => 0.5 };
			const { took, refusedAt } = sendLearning(SERVERS[kind](limit, PHASE), sending);
			const shortest = shortestTime(SERVERS[kind](limit, PHASE), sending);
			return [
				`${number(limit)} a minute, ${KINDS[kind]}`,
				number(calls),
				number(shortest / SECOND),
				number(took / SECOND),
				number(took / shortest, 3),
				number(refusedAt.length),
			];
		}),
	);
	return table(['Limit', 'Calls', 'At best (s)', 'Took (s)', 'Ratio', 'Refused'], rows);
}

module.exports = { limitTable };
