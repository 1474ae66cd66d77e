import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../CapillaryBadges/api/json';
import { BADGE_EARNED, type CapillaryEvent } from './event';
import { isoTime } from './eventTime';

/**
 * What a workflow mostly needs of an event. The IDs are named as the fields of the Capillary Badges
 * node, so that they can be dragged there.
 *
 * @param badgeName the name of the badge that was earned, where it is known
 */
export function simplified(
	{ eventName, eventId, orgId, createdAt, data }: CapillaryEvent,
	badgeName: string | null,
) {
	const { customerId, instore } = objectIn(data.customerIdentifiers);
	const { mobile, email, externalId } = objectIn(instore);
	return {
		eventName,
		eventId: eventId ?? null,
		orgId: orgId ?? null,
		customerId: customerId ?? null,
		mobile: mobile ?? null,
		email: email ?? null,
		externalId: externalId ?? null,
		...(eventName === BADGE_EARNED
			? earned(data, badgeName)
			: { createdAt: timeOrNull(createdAt) }),
	} as IDataObject;
}

/** The event with its times as ISO 8601, and otherwise as Capillary sent it. */
export function whole(event: CapillaryEvent): IDataObject {
	return withIsoTimes({ ...event, data: withIsoTimes(event.data) });
}

/** `issualId` is what the API calls `issuedId`; only badges that customers enrol for have it. */
function earned({ badgeId, earnId, issualId, earnedOn }: IDataObject, badgeName: string | null) {
	return {
		badgeId: badgeId ?? null,
		badgeName,
		earnedBadgeId: earnId ?? null,
		issuedId: issualId ?? null,
		earnedOn: timeOrNull(earnedOn),
	};
}

const TIMES = ['createdAt', 'earnedOn', 'issuedOn'];

function withIsoTimes(fields: IDataObject): IDataObject {
	const times = TIMES.filter((name) => name in fields).map((name) => [name, isoTime(fields[name])]);
	return { ...fields, ...Object.fromEntries(times) } as IDataObject;
}

function timeOrNull(value: unknown): unknown {
	return isoTime(value) ?? null;
}

function objectIn(value: unknown): Record<string, unknown> {
	return isObject(value) ? value : {};
}
