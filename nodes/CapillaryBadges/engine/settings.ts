import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

/** How a run goes about its calls: the node's options, checked. */
export interface Settings {
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

/**
 * The options of the node, which hold for the whole run and are therefore those of the first item.
 *
 * @throws NodeOperationError that names the option when its value cannot be right
 */
export function readSettings(context: IExecuteFunctions): Settings {
	const options = readOptions(context);
	const alreadyDone = options.alreadyDone ?? 'error';
	if (alreadyDone !== 'error' && alreadyDone !== 'success') {
		throw refusal(context, 'If Already Done', "must be 'error' or 'success'");
	}
	const dryRun = 'dryRun' in options ? options.dryRun : false;
	// Taken for false, what an expression brings, such as the text 'true' or nothing, would carry out what
	// was only to be shown.
	if (typeof dryRun !== 'boolean') throw refusal(context, 'Preview Only', 'must be true or false');
	const number = (name: keyof typeof NUMBERS) => wholeNumber(context, options[name], NUMBERS[name]);
	return {
		batchSize: number('batchSize'),
		concurrency: number('concurrency'),
		dryRun,
		alreadyDone,
		maxRetries: number('maxRetries'),
		callsPerMinute: number('callsPerMinute'),
		timeout: number('timeout') * 1000,
	};
}

/**
 * Reads no other options: one that each item has for itself, such as the event date, can hold an
 * expression that fails for the first item, and that would fail the whole run.
 */
function readOptions(context: IExecuteFunctions): IDataObject {
	const held = context.getNodeParameter('options', 0, {}, { rawExpressions: true }) as
		| string
		| IDataObject;
	if (typeof held === 'string') return context.getNodeParameter('options', 0, {}) as IDataObject;
	const added = ['alreadyDone', 'dryRun', ...Object.keys(NUMBERS)].filter((name) => name in held);
	return Object.fromEntries(
		added.map((name) => [name, context.getNodeParameter(`options.${name}`, 0, null)]),
	) as IDataObject;
}

function wholeNumber(
	context: IExecuteFunctions,
	value: unknown,
	{ label, min, max, default: usual }: (typeof NUMBERS)[keyof typeof NUMBERS],
): number {
	if (value === undefined || value === null) return usual;
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) {
		return number;
	}
	throw refusal(context, label, `must be a whole number from ${min} to ${max}`);
}

function refusal(context: IExecuteFunctions, label: string, why: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `The option '${label}' ${why} [Item 0]`, {
		description: 'Correct it under Options. Nothing was sent.',
		itemIndex: 0,
	});
}
