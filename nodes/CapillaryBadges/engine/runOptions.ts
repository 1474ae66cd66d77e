import type { IExecuteFunctions } from 'n8n-workflow';

import { isBlank } from '../fields/characters';
import { hasExpression, type ParameterReader } from '../fields/parameterReader';
import { isMissing, NO_PARAMETERS, parameters } from '../fields/parameters';
import { RUN_OPTIONS, type RunOption } from './runOptionFields';
import { refusal, sameForAll } from './sameForAll';

/** Validated options of a run. */
export interface RunOptions {
	/** Most customers in one call. */
	batchSize: number;
	/** Most calls in flight. */
	concurrency: number;
	/** Show the calls instead of making them. */
	dryRun: boolean;
	/** What a change that was made before counts as. */
	alreadyDone: 'error' | 'success';
	/** Look several customers up in one call. */
	lookUpTogether: boolean;
	/** Which fields of the input item its output has. */
	includeInputFields: 'none' | 'all' | 'selected';
	/** Their names, separated by commas, where they are selected. */
	inputFieldNames: string;
	/** Attempts after the first. */
	maxRetries: number;
	/** Most calls that start in a minute; 0 for no limit. */
	callsPerMinute: number;
	/** Milliseconds that a call may take as a whole. */
	timeout: number;
}

/**
 * The options that hold for the whole run.
 *
 * @throws NodeOperationError that names the option when its value is invalid or differs between items
 */
export async function readRunOptions(
	context: IExecuteFunctions,
	reader: ParameterReader,
): Promise<RunOptions> {
	const held = reader.held('options');
	/** Reads only this option: the operation's own options may fail for an item, which is reported there. */
	const read = async <Value>({ property, absent, ...option }: RunOption<Value>): Promise<Value> =>
		await sameForAll(context, property.displayName, mayDiffer(held, property.name), (index) => {
			const options = parameters(reader, index).collection('options');
			const isCollection = options !== undefined || isMissing(held);
			if (!isCollection && !(reader.isTool && isMissing(reader.read('options', index)))) {
				throw refusal(context, "'Options' is not a collection of fields", index);
			}
			const entered = options ?? NO_PARAMETERS;
			if (!entered.isSet(property.name)) return absent ?? property.default;
			const value = option.parse(entered.value(property.name));
			if (value !== undefined) return value;
			throw refusal(context, `The option '${property.displayName}' ${option.rule}`, index);
		});
	const includeInputFields = await read<RunOptions['includeInputFields']>(
		RUN_OPTIONS.includeInputFields,
	);
	const inputFieldNames = await read(RUN_OPTIONS.inputFieldNames);
	if (includeInputFields === 'selected' && isBlank(inputFieldNames)) {
		const next = 'Enter the names of the fields, separated by commas.';
		throw refusal(context, "The option 'Input Field Names' is empty", 0, next);
	}
	return {
		batchSize: await read(RUN_OPTIONS.batchSize),
		concurrency: await read(RUN_OPTIONS.concurrency),
		dryRun: await read(RUN_OPTIONS.dryRun),
		lookUpTogether: await read(RUN_OPTIONS.lookUpTogether),
		alreadyDone: await read<RunOptions['alreadyDone']>(RUN_OPTIONS.alreadyDone),
		includeInputFields,
		inputFieldNames,
		maxRetries: await read(RUN_OPTIONS.maxRetries),
		callsPerMinute: await read(RUN_OPTIONS.callsPerMinute),
		timeout: (await read(RUN_OPTIONS.timeout)) * 1000,
	};
}

/** Whether an option can have another value for each item. */
function mayDiffer(held: unknown, name: string): boolean {
	if (typeof held !== 'object' || held === null) return hasExpression(held);
	return hasExpression((held as Record<string, unknown>)[name]);
}
