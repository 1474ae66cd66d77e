import type { INodeProperties } from 'n8n-workflow';

import { NUMBERS } from '../engine/runOptions';

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
	'Upper limit of calls in a minute, if Capillary set one for your organization. With 0, there is no limit.',
);
const maxRetries = numberOption(
	'maxRetries',
	'How often a call is made again when Capillary is busy or the connection breaks',
);
const timeout = numberOption('timeout', 'Longest time in seconds that a call may take as a whole');

const customersPerCall = numberOption(
	'batchSize',
	'How many customers are put into one call, at most 20',
);

/** @param limit where a run cannot be repeated safely all the same, as a sentence */
function ifAlreadyDone(limit?: string): INodeProperties {
	return {
		displayName: 'If Already Done',
		name: 'alreadyDone',
		type: 'options',
		options: [
			{
				name: 'Count as Failed',
				value: 'error',
				description: 'The item fails when there is nothing left to do',
			},
			{
				name: 'Count as Success',
				value: 'success',
				description: limit
					? `The item succeeds, marked as already done. ${limit}`
					: 'The item succeeds, marked as already done, so that a run can be repeated safely',
			},
		],
		default: 'error',
		description: 'What becomes of an item when what it asks for was already done',
	};
}

const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to show the calls that would be made, without changing anything',
};

const eventDate: INodeProperties = {
	displayName: 'Event Date',
	name: 'eventDate',
	type: 'dateTime',
	default: '',
	description:
		'When the event being rewarded, such as a purchase, took place, if not now. It must fall between the start and the end of the badge.',
};

const requestId: INodeProperties = {
	displayName: 'Request ID',
	name: 'requestId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1001',
	description:
		'Your own ID for this, which Capillary carries out once only, however often the workflow runs. Give each item its own. Left empty, each run is a new request.',
};

/**
 * The Options collection of an operation.
 *
 * @param has what the operation has in it besides the usual: `bulk` serves several customers with a call,
 * `onceOnly` can be refused because it was done before (a sentence where that protects only some
 * repetitions), `event` rewards customers for something
 */
export function optionsField(
	has: { bulk?: boolean; onceOnly?: boolean | string; event?: boolean } = {},
): INodeProperties {
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
			...(has.event ? [eventDate] : []),
			...(has.onceOnly ? [ifAlreadyDone(has.onceOnly === true ? undefined : has.onceOnly)] : []),
			maxRetries,
			previewOnly,
			...(has.event ? [requestId] : []),
			timeout,
		],
	};
}

/** What giving once more under Count as Success comes down to where Request ID is empty. */
export const NEEDS_REQUEST_ID =
	'Without a Request ID, each run gives the badge again: Capillary cannot tell that it was given before.';

/** Stands below the options while they promise what they cannot keep without a Request ID. */
export const requestIdNotice: INodeProperties = {
	displayName:
		'<b>If Already Done</b> does nothing without a <b>Request ID</b>: a second run gives every customer the badge again. Add the option <b>Request ID</b>, and map a column that is the same in each run and another for each gift, such as the order number.',
	name: 'requestIdNotice',
	type: 'notice',
	displayOptions: {
		show: { '/options.alreadyDone': ['success'] },
		hide: { '/options.requestId': [{ _cnd: { exists: true } }] },
	},
	default: '',
};
