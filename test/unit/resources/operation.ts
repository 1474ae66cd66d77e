// What the engine does with an operation for one row or one call, for tests of single operations.
import type { Call, Response } from '../../../nodes/CapillaryBadges/api/call';
import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { readPage } from '../../../nodes/CapillaryBadges/engine/page';
import { requestOf } from '../../../nodes/CapillaryBadges/engine/request';
import type { Outcome } from '../../../nodes/CapillaryBadges/engine/results';
import type { Input } from '../../../nodes/CapillaryBadges/fields/input';

/** The row that an item is read as, with what is known without a look-up. */
export function readRow(operation: Operation, input: Input): object {
	const row = operation.read(input) as object;
	const missing = operation.lookUp?.find(row);
	return missing?.status === 'known' ? { ...row, ...missing.added } : row;
}

/** The call that looks up what a row needs, or undefined when it needs nothing. */
export function lookUpOf(operation: Operation, row: unknown): Call | undefined {
	const missing = operation.lookUp?.find(row);
	return missing?.status === 'call' ? missing.call : undefined;
}

/** The rows completed by the response to the look-up, or the outcome. */
export function completed(
	operation: Operation,
	row: unknown,
	found: Response,
	taken = new Map<string, unknown>(),
	repeats?: number,
): { status: 'found'; rows: object[] } | Outcome {
	const result = operation.lookUp!.complete(row, found, taken, repeats);
	if (result.status !== 'found') return result;
	return {
		status: 'found',
		rows: result.found.map((added) => ({ ...(row as object), ...added })),
	};
}

/** The call for these rows. */
export function callFor(operation: Operation, rows: unknown[]): Call {
	return requestOf(operation).build(rows as [unknown, ...unknown[]]);
}

/** The outcome of a row for a response to that call. */
export function settleRow(
	operation: Operation,
	row: unknown,
	given: Response,
	call: Call,
): Outcome {
	if (operation.list) {
		const page = readPage(operation.list, row, given);
		if (page.status === 'failed') return page;
		return { status: 'succeeded', output: page.entries.map(({ output }) => output) };
	}
	return (operation.single ?? operation.batch ?? operation.update).settle(row, given, call);
}
