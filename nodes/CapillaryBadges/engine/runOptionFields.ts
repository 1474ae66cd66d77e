import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeNumberIn } from '../fields/number';

/** An option that holds for the whole run. */
export interface RunOption<Value> {
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
	includeInputFields: oneOf({
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: 'All fields and files of the input item' },
			{
				name: 'Selected',
				value: 'selected',
				description: "The fields that you name under 'Input Field Names'",
			},
			{ name: 'None', value: 'none', description: "Only Capillary's fields" },
		],
		default: 'none',
		description:
			"Which fields of the input item to add to the output, such as the columns of a sheet. Capillary's fields replace input fields of the same name. Failed items have only 'error' and 'message'.",
	}),
	inputFieldNames: {
		property: {
			displayName: 'Input Field Names',
			name: 'inputFieldNames',
			type: 'string',
			default: '',
			placeholder: 'e.g. email, order_id',
			description:
				"Names of the input fields to include, separated by commas. Used when 'Include Input Fields' is 'Selected'.",
		},
		rule: 'must be text',
		parse: (entered) => (typeof entered === 'string' ? entered : undefined),
	} satisfies RunOption<string>,
	alreadyDone: oneOf({
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
	}),
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

function oneOf<const Value extends string>(
	property: Omit<INodeProperties, 'options'> & {
		options: Array<INodePropertyOptions & { value: Value }>;
		default: Value;
	},
): RunOption<Value> & { property: typeof property } {
	const values = property.options.map(({ value }) => value);
	return {
		property,
		rule: `must be one of: ${values.join(', ')}`,
		parse: (entered) => values.find((value) => value === entered),
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
