import type { INodeProperties } from 'n8n-workflow';

import { NUMBERS } from '../engine/settings';

type NumberOption = keyof typeof NUMBERS;

function numberOption(name: NumberOption, description: string): INodeProperties {
	const { label, min, max, default: usual } = NUMBERS[name];
	return {
		displayName: label,
		name,
		type: 'number',
		typeOptions: { minValue: min, maxValue: max },
		default: usual,
		description,
	};
}

const callsAtATime = numberOption(
	'concurrency',
	'How many calls may be on their way to Capillary at the same time',
);
const callsPerMinute = numberOption(
	'callsPerMinute',
	'Upper limit of calls in a minute, if Capillary set one for your organization. 0 means no limit',
);
const maxRetries = numberOption(
	'maxRetries',
	'How often a call is made again when Capillary is busy or the connection breaks',
);
const timeout = numberOption('timeout', 'Seconds to wait for an answer from Capillary');

const customersPerCall = numberOption(
	'batchSize',
	'How many customers are put into one call. Capillary takes at most 20',
);

const ifAlreadyDone: INodeProperties = {
	displayName: 'If Already Done',
	name: 'alreadyDone',
	type: 'options',
	options: [
		{
			name: 'Count as Failed',
			value: 'error',
			description: 'The item fails when there is nothing left to take back',
		},
		{
			name: 'Count as Success',
			value: 'success',
			description: 'The item succeeds, marked as already done, so that a run can be repeated safely',
		},
	],
	default: 'error',
	description: 'What it counts as when what should be taken back is gone already',
};

const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to show the calls that would be made, without changing anything',
};

/** The Options collection of an operation; bulk operations and those that take something back have more in it. */
export function optionsField(has: { bulk?: boolean; takesBack?: boolean } = {}): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			callsAtATime,
			callsPerMinute,
			...(has.bulk ? [customersPerCall] : []),
			...(has.takesBack ? [ifAlreadyDone] : []),
			maxRetries,
			previewOnly,
			timeout,
		],
	};
}
