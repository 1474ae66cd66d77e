import type { IDataObject } from 'n8n-workflow';

import { asIsoDate } from '../CapillaryBadges/resources/dates';
import { BADGE_EARNED, type CapillaryEvent } from './event';

/**
 * What a workflow mostly needs of an event. The IDs are named as the fields of the Capillary Badges
 * node, so that they can be dragged there.
 */
export function simplified({ eventName, eventId, createdAt, data }: CapillaryEvent): IDataObject {
	const { customerId, instore } = (data.customerIdentifiers ?? {}) as IDataObject;
	const { mobile, email, externalId } = (instore ?? {}) as IDataObject;
	return {
		eventName,
		eventId: eventId ?? null,
		customerId: customerId ?? null,
		mobile: mobile ?? null,
		email: email ?? null,
		externalId: externalId ?? null,
		...(eventName === BADGE_EARNED ? earned(data) : { createdAt: isoDate(createdAt) }),
	};
}

/** The event with its dates as ISO 8601, and otherwise as Capillary sent it. */
export function whole(event: CapillaryEvent): IDataObject {
	return withIsoDates({ ...event, data: withIsoDates(event.data) });
}

/** `issualId` is what the API calls `issuedId`; only badges that customers enrol for have it. */
function earned({ badgeId, earnId, issualId, earnedOn }: IDataObject): IDataObject {
	return {
		badgeId: badgeId ?? null,
		earnedBadgeId: earnId ?? null,
		issuedId: issualId ?? null,
		earnedOn: isoDate(earnedOn),
	};
}

const DATES = ['createdAt', 'earnedOn', 'issuedOn'];

function withIsoDates(fields: IDataObject): IDataObject {
	const dates = DATES.filter((name) => name in fields).map((name) => [name, isoDate(fields[name])]);
	return { ...fields, ...Object.fromEntries(dates) };
}

/** Events tell times in milliseconds, unlike the API, which tells them in seconds. */
function isoDate(value: unknown): string | null {
	return asIsoDate(typeof value === 'number' ? value / 1000 : value);
}
