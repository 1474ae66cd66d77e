'use strict';

const stopwatch = require('./stopwatch');

/** Turns the rows of the webhook's body into items and starts the stopwatch. */
class BenchRows {
	constructor() {
		this.description = {
			displayName: 'Bench Rows',
			name: 'benchRows',
			group: ['input'],
			version: 1,
			description: 'Makes the items of a benchmark run',
			defaults: { name: 'Rows' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		};
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const { rows } = /** @type {{rows: import('n8n-workflow').IDataObject[]}} */ (
			this.getInputData()[0].json.body
		);
		const items = rows.map((json) => ({ json, pairedItem: { item: 0 } }));
		stopwatch.start();
		return [items];
	}
}

module.exports = { BenchRows };
