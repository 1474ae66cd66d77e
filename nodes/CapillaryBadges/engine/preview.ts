import type { NodeExecutionHint } from 'n8n-workflow';

import { parseJson, writeJson } from '../api/json';
import { explain } from '../errors/explain';
import type { Names } from '../fields/names';
import { inTurns } from './eventLoop';
import type { ItemResults } from './itemResults';
import type { Operation } from './operation';
import type { PlannedCall, PlannedRow } from './plan';
import type { AlreadyDone } from './results';

/** The results of a preview: for each row, what would be done for it. They contain no credential. */
export class Preview {
	private calls = 0;

	constructor(
		private readonly operation: Operation,
		private readonly names: Names,
		private readonly results: ItemResults,
	) {}

	/** Takes the calls that would be made. */
	async take(planned: PlannedCall[], address: string): Promise<void> {
		await inTurns(planned, ({ call, rows }) => {
			const number = ++this.calls;
			const body = call.body ? writeJson(call.body) : 'null';
			for (const { index, part, row } of rows) {
				this.succeed(index, part, {
					action: `Would ${this.names.in(this.operation.describe(row))}`,
					call: number,
					method: call.method,
					url: `${address}${call.path}`,
					query: { ...call.query },
					headers: { ...call.headers },
					body: parseJson(body) as object | null,
				});
			}
		});
	}

	/** Takes a row for which nothing is left to do. */
	nothingLeft({ index, part }: PlannedRow, { failure }: AlreadyDone): void {
		const verb = this.operation.option.name.toLowerCase();
		const why = failure ? `: ${explain(failure).why}` : '';
		const none = { call: null, method: null, url: null, query: null, headers: null, body: null };
		this.succeed(index, part, { action: `Nothing to ${verb}${why}`, ...none });
	}

	/** What the editor shows above the output. */
	notice(items: number): NodeExecutionHint {
		const calls = `${this.calls} ${this.calls === 1 ? 'call' : 'calls'}`;
		return {
			type: 'info',
			location: 'outputPane',
			message: `Preview: nothing was changed. A run would make ${calls} for ${items} ${items === 1 ? 'item' : 'items'}. Remove the option 'Preview Only' to run it`,
		};
	}

	private succeed(index: number, part: number, preview: object): void {
		this.results.succeed(index, part, [{ preview }]);
	}
}
