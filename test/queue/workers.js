'use strict';

const fs = require('node:fs');
const { until } = require('../../tools/services/polling');
const { startWorker } = require('../../tools/n8n/queueProcess');

/** @typedef {import('../../tools/n8n/instance').RunningN8n} Worker */

let started = 0;

/** The workers of one test file. No other file's jobs reach them. */
class Workers {
	constructor() {
		/** @type {Worker[]} also those that ended */
		this.workers = [];
	}

	/** @param {number} count the number of workers to start @returns {Promise<Worker[]>} */
	async start(count) {
		const setup = JSON.parse(process.env.QUEUE_SETUP ?? '');
		const names = Array.from(
			{ length: count },
			() => `workers-${process.pid}-${Date.now()}-${started++}`,
		);
		const workers = await Promise.all(names.map(async (name) => await startWorker(setup, name)));
		this.workers.push(...workers);
		return workers;
	}

	async stop() {
		await Promise.all(this.workers.map(async (worker) => await worker.stop()));
	}

	/** @param {string} executionId @returns {Worker[]} the workers that started it, according to their logs */
	ranBy(executionId) {
		const begun = new RegExp(`^Worker started execution ${executionId} `, 'm');
		return this.workers.filter(({ log }) => begun.test(fs.readFileSync(log, 'utf8')));
	}

	/** @param {string} executionId @returns {Promise<Worker>} the worker that started it, after it started */
	async workerOf(executionId) {
		return await until(async () => this.ranBy(executionId)[0]);
	}
}

module.exports = { Workers };
