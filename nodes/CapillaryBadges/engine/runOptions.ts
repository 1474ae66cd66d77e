import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { sanitizeName } from '../errors/untrustedText';
import {
	hasExpression,
	isMissing,
	NO_FIELDS,
	parameters,
	type ParameterReader,
} from '../fields/parameters';
import { asWholeNumber } from '../fields/item';

/** How a run goes about its calls: the node's options, checked. */
export interface RunOptions {
	/** Most customers in one call. */
	batchSize: number;
	/** Most calls in flight. */
	concurrency: number;
	/** Show the calls instead of making them. */
	dryRun: boolean;
	/** What it counts as when a thing to be undone is gone already. */
	alreadyDone: 'error' | 'success';
	/** Attempts after the first. */
	maxRetries: number;
	/** Most calls that start in a minute; 0 for no limit. */
	callsPerMinute: number;
	/** Milliseconds to wait for an answer. */
	timeout: number;
}

/** Whole-number options: name on the screen, smallest, largest, default. */
export const NUMBERS = {
	batchSize: { label: 'Customers per Call', min: 1, max: 20, default: 20 },
	concurrency: { label: 'Calls at a Time', min: 1, max: 20, default: 5 },
	maxRetries: { label: 'Max Retries', min: 0, max: 10, default: 4 },
	callsPerMinute: { label: 'Calls per Minute', min: 0, max: 100_000, default: 0 },
	timeout: { label: 'Timeout', min: 1, max: 3600, default: 60 },
};

/** An option that holds for the whole run. */
interface RunOption<Value> {
	/** Its name on the screen. */
	label: string;
	/** Its value when it has not been added. */
	usual: Value;
	/** Completes 'The option …'. */
	rule: string;
	/** The value in what was entered; `undefined` when that cannot be right. */
	parse(entered: unknown): Value | undefined;
}

const IF_ALREADY_DONE: RunOption<RunOptions['alreadyDone']> = {
	label: 'If Already Done',
	usual: 'error',
	rule: "must be 'error' or 'success'",
	parse: (entered) => (entered === 'error' || entered === 'success' ? entered : undefined),
};

const PREVIEW_ONLY: RunOption<boolean> = {
	label: 'Preview Only',
	usual: false,
	rule: 'must be true or false',
	// Taken for false, what an expression brings, such as the text 'true', would carry out what was only to
	// be shown.
	parse: (entered) => (typeof entered === 'boolean' ? entered : undefined),
};

function wholeNumber({
	label,
	min,
	max,
	default: usual,
}: (typeof NUMBERS)[keyof typeof NUMBERS]): RunOption<number> {
	return {
		label,
		usual,
		rule: `must be a whole number from ${min} to ${max}`,
		parse(entered) {
			const number = typeof entered === 'string' ? asWholeNumber(entered.trim()) : entered;
			const fits = Number.isInteger(number) && Number(number) >= min && Number(number) <= max;
			return fits ? Number(number) : undefined;
		},
	};
}

/**
 * The options of the node that hold for the whole run.
 *
 * @throws NodeOperationError that names the option when its value cannot be right, or differs between items
 */
export function readRunOptions(context: IExecuteFunctions, reader: ParameterReader): RunOptions {
	const held = reader.held('options');
	/** Reads no other options: one that each item has for itself may fail for an item, which is told there. */
	const read = <Value>(name: string, option: RunOption<Value>): Value =>
		sameForAll(context, option.label, mayDiffer(held, name), (index) => {
			const { collection } = parameters(reader, index);
			const options = collection('options');
			const isCollection = options !== undefined || isMissing(held);
			if (!isCollection && !(reader.isTool && isMissing(reader.read('options', index)))) {
				throw refusal(context, "'Options' is not a collection of fields", index);
			}
			const fields = options ?? NO_FIELDS;
			if (!fields.isSet(name)) return option.usual;
			const value = option.parse(fields.value(name));
			if (value !== undefined) return value;
			throw refusal(context, `The option '${option.label}' ${option.rule}`, index);
		});
	const number = (name: keyof typeof NUMBERS) => read(name, wholeNumber(NUMBERS[name]));
	return {
		batchSize: number('batchSize'),
		concurrency: number('concurrency'),
		dryRun: read('dryRun', PREVIEW_ONLY),
		alreadyDone: read('alreadyDone', IF_ALREADY_DONE),
		maxRetries: number('maxRetries'),
		callsPerMinute: number('callsPerMinute'),
		timeout: number('timeout') * 1000,
	};
}

/** Whether an option can have another value for each item. */
function mayDiffer(held: unknown, name: string): boolean {
	if (typeof held !== 'object' || held === null) return hasExpression(held);
	return hasExpression((held as Record<string, unknown>)[name]);
}

/**
 * A value that holds for the whole run.
 *
 * @param mayDiffer whether it can differ between items; else the first item tells it
 * @throws NodeOperationError that names two items, when it does differ between them
 */
function sameForAll<Value>(
	context: IExecuteFunctions,
	label: string,
	mayDiffer: boolean,
	valueOf: (index: number) => Value,
): Value {
	const first = valueOf(0);
	if (!mayDiffer) return first;
	for (const index of context.getInputData().keys()) {
		const value = valueOf(index);
		if (value === first) continue;
		const why = `The option '${label}' is '${sanitizeName(String(first))}' for item 0 and '${sanitizeName(String(value))}' for item ${index}, but holds for the whole run`;
		throw refusal(context, why, index, 'Give it the same value for all items, or split the items.');
	}
	return first;
}

function refusal(
	context: IExecuteFunctions,
	why: string,
	itemIndex: number,
	next = 'Correct it under Options.',
): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${why} [Item ${itemIndex}]`, {
		description: `${next} Nothing was sent.`,
		itemIndex,
	});
}

/**
 * A parameter that says what the whole run does, which the editor keeps without an expression.
 *
 * @throws NodeOperationError when an expression was put there all the same, and differs between items
 */
export function readForRun(context: IExecuteFunctions, name: string, label: string): unknown {
	const held = context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown;
	return sameForAll(context, label, hasExpression(held), (index) =>
		context.getNodeParameter(name, index),
	);
}
