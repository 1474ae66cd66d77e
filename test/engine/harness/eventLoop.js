// @ts-check
// How long work blocks the process, in processor time, which other programs on the machine do not
// change.

/** Milliseconds. */
function processorTime() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/**
 * The longest time for which `work` blocks the event loop, and the total time, in milliseconds.
 *
 * @param {() => Promise<unknown>} work
 */
exports.measureTurns = async (work) => {
	const begun = processorTime();
	let last = begun;
	let longest = 0;
	const look = () => {
		const now = processorTime();
		longest = Math.max(longest, now - last);
		last = now;
	};
	const timer = setInterval(look, 1);
	await work();
	look();
	clearInterval(timer);
	return { longest, total: last - begun };
};
