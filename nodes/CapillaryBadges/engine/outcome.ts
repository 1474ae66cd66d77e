import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import type { Refusal } from '../api/call';
import { sanitizeText } from '../errors/untrustedText';
import { explain, codeSuffix } from '../errors/explain';
import { isTool, toldToAgent } from '../fields/tool';

/** What became of one input item. */
export type Outcome = { done: IDataObject[] } | { failed: Failure };

/**
 * How far an item has come: done, failed, some of its rows done, or nothing of it; or an earlier try of the
 * node may have done it, and this one has not come to it.
 */
export type SoFar =
	| Outcome
	| { partly: { done: number; rows: number } }
	| { byEarlierTry: true }
	| undefined;

/** Why an item failed, told for the reader; exactly these two texts go onto a failed item. */
export interface Failure {
	/** What happened, to which badge and customer, with Capillary's code at the end. */
	error: string;
	/** What to do next, with Capillary's request ID. */
	message: string;
	/** Set when Capillary or the way to it refused, unset when the item's own fields did. */
	refusal?: Refusal;
}

/**
 * Tells a refusal to the reader.
 *
 * @param task completes 'Could not …'
 */
export function failureOf(task: string, refusal: Refusal): Failure {
	const { why, next } = explain(refusal);
	const { note, requestId } = refusal;
	const mark = codeSuffix(refusal);
	return {
		error: `Could not ${task}: ${why}${why.endsWith(mark) ? '' : mark}`,
		message: [note, next, requestId && `Capillary request ID: ${requestId}.`]
			.filter(Boolean)
			.join(' '),
		refusal,
	};
}

/** Most characters of a message that is not the node's own, such as n8n's about an expression. */
const LONGEST_MESSAGE = 1000;

/** Tells an error that was thrown before anything was sent, such as a field that cannot be right. */
export function failureOfThrown(error: unknown): Failure {
	const { message, description } = error as { message?: string; description?: string | null };
	return {
		error: sanitizeText(String(message), LONGEST_MESSAGE),
		message: sanitizeText(description || 'Nothing was sent for this item.', LONGEST_MESSAGE),
	};
}

/** A failed item of the node's output, linked to the input item it came from. */
export function failedItem({ error, message }: Failure, item: number): INodeExecutionData {
	return { json: { error, message }, pairedItem: { item } };
}

/** The node's output for the items in their order, each output item linked to the input it came from. */
export function asOutput(outcomes: Outcome[]): INodeExecutionData[] {
	return outcomes.flatMap((outcome, item) =>
		'done' in outcome
			? outcome.done.map((json) => ({ json, pairedItem: { item } }))
			: [failedItem(outcome.failed, item)],
	);
}

/**
 * The error that stops the workflow: the first failure, and how far the run had come.
 * Items without an outcome are the ones that nothing was sent for.
 */
export function asError(node: INode, outcomes: SoFar[]): NodeApiError | NodeOperationError {
	const itemIndex = outcomes.findIndex(isFailed);
	const { failed } = outcomes[itemIndex] as { failed: Failure };
	const description = [failed.message, howFar(outcomes)].filter(Boolean).join(' ');
	const told = isTool(node) ? toldToAgent(failed.error, description) : failed.error;
	if (!failed.refusal) {
		return new NodeOperationError(node, told, { description, itemIndex });
	}
	const { status, code, message } = failed.refusal;
	const said: JsonObject = { message, ...(code === undefined ? {} : { code }) };
	return new NodeApiError(node, said, {
		message: told,
		description,
		httpCode: status ? String(status) : undefined,
		itemIndex,
	});
}

function howFar(outcomes: SoFar[]): string {
	if (outcomes.length === 1) return '';
	const indexes = [...outcomes.keys()];
	const done = indexes.filter((index) => isDone(outcomes[index]));
	const partly = outcomes.flatMap((outcome, index) =>
		outcome && 'partly' in outcome
			? [`${index} (${outcome.partly.done} of ${outcome.partly.rows})`]
			: [],
	);
	const byEarlierTry = indexes.filter((index) => 'byEarlierTry' in (outcomes[index] ?? {}));
	const untouched = indexes.filter((index) => outcomes[index] === undefined);
	return [
		`${done.length} of ${outcomes.length} items were done${done.length ? `: ${ranges(done)}` : ''}.`,
		...(partly.length ? [`Done in part: ${partly.join(', ')}.`] : []),
		...(byEarlierTry.length
			? [`May have been done by an earlier try: ${ranges(byEarlierTry)}.`]
			: []),
		...(untouched.length ? [`Not sent: ${ranges(untouched)}.`] : []),
	].join(' ');
}

function isDone(outcome: SoFar): boolean {
	return outcome !== undefined && 'done' in outcome;
}

/** Whether an item failed. */
export function isFailed(outcome: SoFar): boolean {
	return outcome !== undefined && 'failed' in outcome;
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
