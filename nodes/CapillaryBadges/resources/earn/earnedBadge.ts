import type { IDataObject } from 'n8n-workflow';

import { asIsoDate } from '../../api/dates';
import { asNumber, asText } from '../../api/values';

type Entry = Record<string, unknown>;

/**
 * An earned badge as output.
 *
 * @param entry of a response to earn, earnBulk or import
 * @param whole the parent object, with the fields that all customers share
 */
export function earnedBadgeOutput(
	{ badge, customerId }: { badge: string; customerId: string },
	entry: Entry,
	whole: Entry,
	requestId: string | null,
): IDataObject {
	const all = { ...whole, ...entry };
	const issuedId = asText(all.issuedId ?? all.issueId);
	return {
		badgeMetaId: badge,
		customerId: asNumber(customerId),
		earnedBadgeId: asText(all.earnedBadgeId ?? all.earnId),
		expiresOn: asIsoDate(all.expiresOnISO) ?? asIsoDate(all.expiresOn),
		requestId: requestId ?? asText(all.requestId),
		...(issuedId === null ? {} : { issuedId }),
	};
}
