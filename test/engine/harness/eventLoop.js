// @ts-check
// For how long work lets nothing else happen in the process, by the time of the processor: other programs
// on the machine do not change that.

/** Milliseconds. */
function processorTime() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/**
 * The longest time for which some work lets nothing else happen, and how long all of it takes, in milliseconds.
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
