'use strict';

const { description } = require('./description');
const stopwatch = require('./stopwatch');

/** Stops the stopwatch and reports the output of the node under test. */
class BenchReport {
	constructor() {
		this.description = description('Bench Report', 'benchReport');
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const reading = stopwatch.read();
		const items = this.getInputData();
		const failed = items.filter(({ json }) => json.error !== undefined);
		const report = {
			...reading,
			pid: process.pid,
			items: items.length,
			failed: failed.length,
			firstFailure: failed[0]?.json,
		};
		return [[{ json: report }]];
	}
}

module.exports = { BenchReport };
