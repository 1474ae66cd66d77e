'use strict';

const {
	sendLearning,
	SERVERS,
	shortestTime,
} = require('../test/properties/harness/limitedServers');
const { number, table } = require('./report');

const SECOND = 1000;
/** The beginning of the first minute of a server that counts by the clock, before the run begins (ms). */
const PHASE = 20_000;

/** Servers by the way in which they count, in words. */
const KINDS = {
	fixedMinute: 'in each minute of the clock',
	slidingMinute: 'in any 60 seconds',
	smallBucket: 'evenly, ten at once',
	bucketOfAMinute: "evenly, a minute's at once",
};

/** @returns {string} how long runs take against a limit that they do not know, in virtual time */
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
