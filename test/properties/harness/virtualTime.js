// @ts-check
// Virtual time, so that waiting costs no time and the speed of the machine does not matter. The
// node and the sandbox wait only with `sleep` of n8n-workflow, and read the time only from
// Date.now(). Both are replaced for every module of a test file. The next sleep to end makes the
// clock jump to its end. Sockets stay real: a call that is still on its way when the clock jumps
// looks like one on a slow network.

const START = Date.UTC(2026, 0, 15, 9, 30);

/** Turns of the event loop between two jumps, so that calls reach the sockets. */
const TURNS = 4;

let now = START;
let ticks = 0;
let pumping = false;

/** Pending sleeps, the next to end first. @type {Array<{until: number, wake: () => void}>} */
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
	/** Epoch milliseconds. Each call returns slightly more, so that no two moments are equal. */
	tick: () => now + ++ticks / 1e6,
	/** The requested length of each sleep since the start, in milliseconds. */
	waits: () => waits,
	/** Runs one turn of the event loop. */
	nextTurn,
	/** Returns to the start and drops pending sleeps. */
	restart() {
		now = START;
		ticks = 0;
		sleepers = [];
		waits = [];
	},
};

Date.now = () => now;
jest.mock('n8n-workflow', () => ({ ...jest.requireActual('n8n-workflow'), sleep }));
