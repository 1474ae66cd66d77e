import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { wholeNumberIn } from '../fields/number';
import {
	hasExpression,
	isMissing,
	NO_PARAMETERS,
	parameters,
	type ParameterReader,
} from '../fields/parameters';
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
	/** Attempts after the first. */
	maxRetries: number;
	/** Most calls that start in a minute; 0 for no limit. */
	callsPerMinute: number;
	/** Milliseconds that a call may take as a whole. */
	timeout: number;
}

/** An option that holds for the whole run. */
interface RunOption<Value> {
	property: INodeProperties & { default: Value };
	/** The value when the option is not added, where that is not its default. */
	absent?: Value;
	/** Completes 'The option …'. */
	rule: string;
	/** The value of what was entered; undefined when it is invalid. */
	parse(entered: unknown): Value | undefined;
}

/** The options that hold for the whole run. */
export const RUN_OPTIONS = {
	batchSize: wholeNumber({
		displayName: 'Customers per Call',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: 20,
		description: 'How many customers one call contains, at most 20',
	}),
	concurrency: wholeNumber({
		displayName: 'Calls at a Time',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 10,
		description: 'How many calls run at once',
	}),
	dryRun: {
		...yesOrNo({
			displayName: 'Preview Only',
			name: 'dryRun',
			type: 'boolean',
			// Whoever adds the option wants a preview, and must not change anything by forgetting to turn it on.
			default: true,
			description: 'Whether to show the calls that would be made, without changing anything',
		}),
		absent: false,
	},
	lookUpTogether: yesOrNo({
		displayName: 'Look Up Customers Together',
		name: 'lookUpTogether',
		type: 'boolean',
		default: false,
		description:
			'Whether one call looks up to 20 customers. Use it when no two customers share an email, mobile or external ID.',
	}),
	alreadyDone: {
		property: {
			displayName: 'If Already Done',
			name: 'alreadyDone',
			type: 'options',
			options: [
				{
					name: 'Count as Failed',
					value: 'error',
					description: 'The item fails',
				},
				{
					name: 'Count as Success',
					value: 'success',
					description:
						'The item succeeds and is marked as already done, so that a run can be repeated safely',
				},
			],
			default: 'error',
			description: 'What to do if the change was already made',
		},
		rule: "must be 'error' or 'success'",
		parse: (entered) => (entered === 'error' || entered === 'success' ? entered : undefined),
	} satisfies RunOption<RunOptions['alreadyDone']>,
	maxRetries: wholeNumber({
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 4,
		description: 'How often a call is retried when Capillary is busy or the connection breaks',
	}),
	callsPerMinute: wholeNumber({
		displayName: 'Calls per Minute',
		name: 'callsPerMinute',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100_000 },
		default: 0,
		description:
			'Maximum number of calls in a minute, if Capillary set a limit for your organization. With 0, there is no limit.',
	}),
	timeout: wholeNumber({
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: 60,
		description: 'How many seconds a call may take in total',
	}),
};

function yesOrNo(property: INodeProperties & { default: boolean }): RunOption<boolean> {
	return {
		property,
		rule: 'must be true or false',
		// The text 'true', which an expression can return, must not turn a preview into a real run.
		parse: (entered) => (typeof entered === 'boolean' ? entered : undefined),
	};
}

function wholeNumber(property: INodeProperties & { default: number }): RunOption<number> {
	const { minValue: min = 0, maxValue: max = Infinity } = property.typeOptions ?? {};
	return {
		property,
		rule: `must be a whole number from ${min} to ${max}`,
		parse(entered) {
			const number = typeof entered === 'string' ? wholeNumberIn(entered.trim()) : entered;
			const fits = Number.isInteger(number) && Number(number) >= min && Number(number) <= max;
			return fits ? Number(number) : undefined;
		},
	};
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
	return {
		batchSize: await read(RUN_OPTIONS.batchSize),
		concurrency: await read(RUN_OPTIONS.concurrency),
		dryRun: await read(RUN_OPTIONS.dryRun),
		lookUpTogether: await read(RUN_OPTIONS.lookUpTogether),
		alreadyDone: await read<RunOptions['alreadyDone']>(RUN_OPTIONS.alreadyDone),
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
