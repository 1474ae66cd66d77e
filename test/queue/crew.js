'use strict';

const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { startWorker } = require('../../tools/n8n/queueProcess');

/** @typedef {import('../../tools/n8n/instance').RunningN8n} Worker */

const LOOK_AGAIN = 50;

let started = 0;

/** The workers of one test file, which nobody else's jobs come to. */
class Crew {
	constructor() {
		/** @type {Worker[]} those that are gone too */
		this.workers = [];
	}

	/** @param {number} count starts so many more @returns {Promise<Worker[]>} */
	async start(count) {
		const setup = JSON.parse(process.env.QUEUE_SETUP ?? '');
		const names = Array.from(
			{ length: count },
			() => `crew-${process.pid}-${Date.now()}-${started++}`,
		);
		const workers = await Promise.all(names.map(async (name) => await startWorker(setup, name)));
		this.workers.push(...workers);
		return workers;
	}

	/** Ends all of them. */
	async stop() {
		await Promise.all(this.workers.map(async (worker) => await worker.stop()));
	}

	/** @param {string} executionId @returns {Worker[]} who has begun it, by what workers print */
	ranBy(executionId) {
		const begun = new RegExp(`^Worker started execution ${executionId} `, 'm');
		return this.workers.filter(({ log }) => begun.test(fs.readFileSync(log, 'utf8')));
	}

	/** @param {string} executionId @returns {Promise<Worker>} who has begun it, once somebody has */
	async whoeverRuns(executionId) {
		for (;;) {
			const [worker] = this.ranBy(executionId);
			if (worker) return worker;
			await sleep(LOOK_AGAIN);
		}
	}
}

module.exports = { Crew };
