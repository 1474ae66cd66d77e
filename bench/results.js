'use strict';

/**
 * @typedef {import('./measure').Measurement} Measurement
 * @typedef {import('./measure').Run} Run
 */

/** @param {number[]} values @returns {number} */
function median(values) {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What was measured, of every run as often as there were rounds. */
class Results {
	/** @type {Map<string, {run: Run, measurements: Measurement[]}>} */
	#byRun = new Map();

	/** @param {Run} run @param {Measurement} measurement */
	add(run, measurement) {
		const key = keyOf(run);
		const entry = this.#byRun.get(key) ?? { run, measurements: [] };
		entry.measurements.push(measurement);
		this.#byRun.set(key, entry);
	}

	/** @returns {Run[]} every run that was made */
	get runs() {
		return [...this.#byRun.values()].map(({ run }) => run);
	}

	/**
	 * @param {Run} run
	 * @returns {Measurement[]} one for each round; none when the run was not made
	 */
	rounds(run) {
		return this.#byRun.get(keyOf(run))?.measurements ?? [];
	}

	/**
	 * @param {Run} run
	 * @param {Exclude<keyof Measurement, 'nodeVersion'>} field
	 * @returns {number} NaN when it was not measured
	 */
	median(run, field) {
		const values = this.rounds(run).map((measurement) => measurement[field] ?? NaN);
		return values.length > 0 ? median(values) : NaN;
	}
}

/** @param {Run} run */
function keyOf({ work, rows, latencyMs, contestant }) {
	return [work, rows, latencyMs, contestant].join();
}

module.exports = { Results };
