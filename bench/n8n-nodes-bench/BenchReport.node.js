'use strict';

const stopwatch = require('./stopwatch');

/** The name of the node under test in every workflow of the benchmark. */
const UNDER_TEST = 'Under test';

/**
 * Stops the stopwatch and tells what came out of the node under test, and how long n8n's own
 * record of the execution says that it took.
 */
class BenchReport {
	constructor() {
		this.description = {
			displayName: 'Bench Report',
			name: 'benchReport',
			group: ['output'],
			version: 1,
			description: 'Tells how a benchmark run went',
			defaults: { name: 'Report' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		};
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const reading = stopwatch.read();
		const items = this.getInputData();
		// n8n hands no node the record of its execution; it is a field of what `this` is.
		const { runExecutionData } = /** @type {any} */ (this);
		const [{ executionTime }] = runExecutionData.resultData.runData[UNDER_TEST];
		const failed = items.filter(({ json }) => json.error !== undefined);
		const report = {
			...reading,
			nodeMs: executionTime,
			nodeVersion: process.version,
			pid: process.pid,
			items: items.length,
			failed: failed.length,
			firstFailure: failed[0]?.json,
		};
		return [[{ json: report }]];
	}
}

module.exports = { BenchReport };
