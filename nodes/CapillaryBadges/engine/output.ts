import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { isTool, toldToAgent, withoutEditor } from '../fields/tool';
import type { Failure } from './failure';
import type { AddInputFields } from './inputFields';

/** The result of one input item. */
export type ItemResult =
	| { status: 'succeeded'; output: IDataObject[] }
	| { status: 'failed'; failure: Failure };

/**
 * The progress of an item. `earlierRun` means that an earlier run of the node may have done it, and this one
 * has not reached it.
 */
export type ItemProgress =
	| ItemResult
	| { status: 'partial'; done: number; rows: number }
	| { status: 'notSent' }
	| { status: 'earlierRun' };

/** A failed item of the node's output, linked to the input item it came from. */
function failedItem(node: INode, failure: Failure, item: number): INodeExecutionData {
	const { error, message } = failure;
	const json = isTool(node)
		? { error: withoutEditor(error), message: withoutEditor(message) }
		: { error, message };
	return { json, pairedItem: { item } };
}

/**
 * The node's output for the items in their order, each output item linked to the input it came from.
 *
 * @param complete what to add to the items that succeeded
 */
export function asOutput(
	node: INode,
	outcomes: ItemResult[],
	complete: AddInputFields = (output) => output,
): INodeExecutionData[] {
	return outcomes.flatMap((outcome, item) =>
		outcome.status === 'succeeded'
			? outcome.output.map((json) => complete({ json, pairedItem: { item } }))
			: [failedItem(node, outcome.failure, item)],
	);
}

/**
 * The error that stops the workflow: the first failure, and how far the run had come.
 * Items without an outcome are the ones that nothing was sent for.
 */
export function asError(node: INode, outcomes: ItemProgress[]): NodeApiError | NodeOperationError {
	const itemIndex = outcomes.findIndex(({ status }) => status === 'failed');
	const { failure } = outcomes[itemIndex] as { failure: Failure };
	const next = [failure.message, howFar(outcomes)].filter(Boolean).join(' ');
	const { message: text, description } = isTool(node)
		? toldToAgent(failure.error, next)
		: { message: failure.error, description: next };
	if (!failure.refusal) {
		return new NodeOperationError(node, text, { description, itemIndex });
	}
	const { status, code, message } = failure.refusal;
	const said: JsonObject = { message, ...(code === undefined ? {} : { code }) };
	return new NodeApiError(node, said, {
		message: text,
		description,
		httpCode: status ? String(status) : undefined,
		itemIndex,
	});
}

function howFar(outcomes: ItemProgress[]): string {
	if (outcomes.length === 1) return '';
	const indexes = [...outcomes.keys()];
	const done = indexes.filter((index) => isDone(outcomes[index]));
	const partly = outcomes.flatMap((outcome, index) =>
		outcome.status === 'partial' ? [`${index} (${outcome.done} of ${outcome.rows})`] : [],
	);
	const byEarlierRun = indexes.filter((index) => outcomes[index].status === 'earlierRun');
	const untouched = indexes.filter((index) => outcomes[index].status === 'notSent');
	return [
		`${done.length} of ${outcomes.length} items were done${done.length ? `: ${ranges(done)}` : ''}.`,
		...(partly.length ? [`Done in part: ${partly.join(', ')}.`] : []),
		...(byEarlierRun.length
			? [`May have been done by an earlier try: ${ranges(byEarlierRun)}.`]
			: []),
		...(untouched.length ? [`Not sent: ${ranges(untouched)}.`] : []),
	].join(' ');
}

function isDone(outcome: ItemProgress): boolean {
	return outcome.status === 'succeeded';
}

/** Sorted indexes as people write them: `0 to 19, 25`. */
function ranges(indexes: number[]): string {
	const parts: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = parts[parts.length - 1];
		if (last && last[1] === index - 1) last[1] = index;
		else parts.push([index, index]);
	}
	return parts.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
}
