// @ts-check
// Waiting costs no time in these tests, and no test depends on how fast the machine is. `sleep` of
// n8n-workflow is all that the node and the sandbox wait with, and Date.now() all that they know of
// the time; both are replaced here for every module of a test file. A sleep ends when it is the
// next to end, and the clock jumps to that moment. Sockets stay real: a call that is still on its
// way when the clock jumps looks like one over a slow network, which nobody may rely on not to be.

const START = Date.UTC(2026, 0, 15, 9, 30);

/** Turns of the event loop between two jumps, in which what the last one set off reaches the sockets. */
const TURNS = 4;

let now = START;
let ticks = 0;
let pumping = false;

/** Sleeps under way, the next to end first. @type {Array<{until: number, wake: () => void}>} */
let sleepers = [];

/** @type {number[]} */
let waits = [];

const nextTurn = async () => await new Promise((resolve) => setImmediate(resolve));

/**
 * Takes whole milliseconds, at least one, as timers do.
 *
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
function sleep(milliseconds) {
	waits.push(milliseconds);
	const until = now + Math.max(1, Math.trunc(milliseconds));
	return new Promise((wake) => {
		const later = sleepers.findIndex((sleeper) => sleeper.until > until);
		sleepers.splice(later < 0 ? sleepers.length : later, 0, { until, wake });
		if (!pumping) void pump();
	});
}

async function pump() {
	pumping = true;
	while (sleepers.length > 0) {
		for (let turn = 0; turn < TURNS; turn++) await nextTurn();
		const next = sleepers.shift();
		now = Math.max(now, next?.until ?? now);
		next?.wake();
	}
	pumping = false;
}

/** The clock of a test file. */
exports.virtualTime = {
	/** Epoch milliseconds at the start of every run. */
	START,
	/** Epoch milliseconds; a little more each time, so that two moments are never the same. */
	tick: () => now + ++ticks / 1e6,
	/** How long each sleep since the start was asked to be, in milliseconds. */
	waits: () => waits,
	/** Lets the event loop turn once. */
	nextTurn,
	/** Back to the start; sleeps that nobody waits for any more are forgotten. */
	restart() {
		now = START;
		ticks = 0;
		sleepers = [];
		waits = [];
	},
};

Date.now = () => now;
jest.mock('n8n-workflow', () => ({ ...jest.requireActual('n8n-workflow'), sleep }));
