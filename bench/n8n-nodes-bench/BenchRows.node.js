'use strict';

const { description } = require('./description');
const stopwatch = require('./stopwatch');

/** @typedef {{rows: import('n8n-workflow').IDataObject[], bytes?: number}} Body `bytes` pads each row */

/** Turns the rows of the webhook's body into items and starts the stopwatch. */
class BenchRows {
	constructor() {
		this.description = description('Bench Rows', 'benchRows');
	}

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const { rows, bytes = 0 } = /** @type {Body} */ (this.getInputData()[0].json.body);
		const items = rows.map((row, index) => {
			const json = bytes ? { ...row, note: String(index).padEnd(bytes) } : row;
			return { json, pairedItem: { item: 0 } };
		});
		stopwatch.start();
		return [items];
	}
}

module.exports = { BenchRows };
