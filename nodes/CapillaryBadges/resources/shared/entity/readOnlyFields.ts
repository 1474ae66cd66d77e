import type { IDataObject } from 'n8n-workflow';

import { asObject } from '../../../api/values';

/** Fields of groups and custom fields that Capillary sets itself and that no published call sends. */
const NAMES = [
	'id',
	'orgId',
	'createdBy',
	'createdOn',
	'createdOnISO',
	'lastUpdatedBy',
	'lastUpdatedOn',
	'lastUpdatedOnISO',
];

/**
 * What was read of one, without the fields that Capillary sets itself; all others stay as they are.
 *
 * @param others further fields that are not sent
 */
export function withoutReadOnlyFields(read: unknown, others: string[] = []): IDataObject {
	const left = new Set([...NAMES, ...others]);
	return Object.fromEntries(
		Object.entries(asObject(read)).filter(([name]) => !left.has(name)),
	) as IDataObject;
}
