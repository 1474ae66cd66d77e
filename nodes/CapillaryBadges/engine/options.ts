import type { INodeProperties } from 'n8n-workflow';

import { collectionField } from '../fields/collection';
import type { Field, Fields } from '../fields/field';
import { RUN_OPTIONS } from './runOptionFields';

/** What an operation has options for. */
interface OptionsFor {
	/** Several customers can share a call. */
	sharesCalls: boolean;
	/** Several customers can be looked up in one call. */
	looksUpTogether: boolean;
	/** A change that was made before can count as success; `limit` says where repeating is still not safe. */
	alreadyDone?: { limit?: string };
}

/**
 * The Options collection of an operation: options of the whole run, those that the operation makes useful,
 * and its own, which are read for each item.
 */
export function optionsField<Options extends object>(
	own: Fields<Options>,
	{ sharesCalls, looksUpTogether, alreadyDone }: OptionsFor,
): Field<Partial<Options>> {
	const { concurrency, callsPerMinute, maxRetries, dryRun, timeout } = RUN_OPTIONS;
	const { includeInputFields, inputFieldNames } = RUN_OPTIONS;
	const ofRun: INodeProperties[] = [
		...[concurrency, callsPerMinute, maxRetries, dryRun, timeout].map(({ property }) => property),
		...[includeInputFields, inputFieldNames].map(({ property }) => property),
		...(sharesCalls ? [RUN_OPTIONS.batchSize.property] : []),
		...(looksUpTogether ? [RUN_OPTIONS.lookUpTogether.property] : []),
		...(alreadyDone ? [withLimit(alreadyDone.limit)] : []),
	];
	const { properties, read } = collectionField(
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
		},
		own,
	);
	const [{ options = [], ...collection }] = properties;
	const all = [...(options as INodeProperties[]), ...ofRun].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
	return { properties: [{ ...collection, options: all }], read };
}

/** If Already Done, with a sentence where repeating a run is still not safe. */
function withLimit(limit?: string): INodeProperties {
	const { property } = RUN_OPTIONS.alreadyDone;
	if (!limit) return property;
	const [failed, success] = property.options;
	const description = `The item succeeds and is marked as already done. ${limit}`;
	return { ...property, options: [failed, { ...success, description }] };
}
