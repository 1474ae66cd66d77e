'use strict';

// The measurements of all runs.

/**
 * @typedef {import('./measure').Measurement} Measurement
 * @typedef {import('./measure').Run} Run
 */

class Results {
	/** @type {Map<string, Measurement[]>} */
	#byRun = new Map();

	/** @param {Run} run @param {Measurement} measurement */
	add(run, measurement) {
		this.#byRun.set(keyOf(run), [...this.rounds(run), measurement]);
	}

	/**
	 * @param {Run} run
	 * @returns {Measurement[]} one for each round; empty when the run was not made
	 */
	rounds(run) {
		return this.#byRun.get(keyOf(run)) ?? [];
	}

	/**
	 * @param {Run} run
	 * @param {keyof Measurement} field
	 * @returns {number} NaN when it was not measured
	 */
	median(run, field) {
		const values = this.rounds(run).map((measurement) => measurement[field] ?? NaN);
		const sorted = values.sort((one, other) => one - other);
		const middle = sorted.length >> 1;
		if (sorted.length % 2 === 0) return (sorted[middle - 1] + sorted[middle]) / 2;
		return sorted[middle];
	}
}

/** @param {Run} run */
function keyOf({ work, rows, contestant }) {
	return [work, rows, contestant].join();
}

module.exports = { Results };
