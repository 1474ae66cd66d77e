import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../api/call';
import { isSameSecond } from '../../api/dates';
import { asObject, asText } from '../../api/values';
import type { Repeat } from '../../engine/repeat';
import { badgeField } from '../../fields/badge';
import { customerField } from '../../fields/customer';
import type { Customer } from '../../fields/customerForms';
import { optionalDateField } from '../../fields/date';
import type { Field, RowOf } from '../../fields/field';
import { claimOwnerField } from '../../fields/owner';
import { optionalTextField } from '../../fields/text';
import {
	badgeOfCustomer,
	customerBadgesIn,
	type CustomerBadge,
	type CustomerBadgeKind,
} from './customerBadges';

/** Identifies the item and the run, to make a request ID of it. The user does not see it. */
const runKeyField: Field<string> = { properties: [], read: ({ runKey }) => runKey };

/** The fields of an operation that gives a customer a badge (Earn) or an enrolment (Issue). */
export function grantFields(descriptions: {
	badge: string;
	ownerType: string;
	referenceId: string;
}) {
	return {
		badge: badgeField(descriptions.badge),
		customer: customerField(),
		owner: claimOwnerField(descriptions),
		runKey: runKeyField,
	};
}

/** What such an operation has in its options. */
export const grantOptions = {
	eventDate: optionalDateField({
		displayName: 'Event Date',
		name: 'eventDate',
		type: 'dateTime',
		default: '',
		description:
			'When the rewarded event, such as a purchase, took place, if not now. It must be between the start and the end of the badge.',
	}),
	requestId: optionalTextField({
		displayName: 'Request ID',
		name: 'requestId',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-1001',
		description:
			'Your own ID for this request. Capillary carries it out only once, however often the workflow runs. Give each item its own. If empty, each run is a new request.',
	}),
};

/** What a customer is to be given. */
export interface Grant extends RowOf<ReturnType<typeof grantFields>> {
	customer: Customer;
	customerId: string;
	/** The event date is ISO 8601 with offset. Without a request ID, the node makes one. */
	options: Partial<RowOf<typeof grantOptions>>;
	/** How many requests for the row Capillary has had before without giving anything. */
	requestsBefore?: number;
}

/** The user's own request ID; `''` where the node makes one. */
export function ownRequestId({ options }: Pick<Grant, 'options'>): string {
	return options.requestId ?? '';
}

/** The date of the event that is rewarded; `''` for now. */
export function eventDateOf({ options }: Pick<Grant, 'options'>): string {
	return options.eventDate ?? '';
}

/** Grants that differ in nothing but the customer have the same key. */
export function grantKey(grant: Grant): string {
	const { badge, owner } = grant;
	return JSON.stringify([badge, owner, eventDateOf(grant), ownRequestId(grant)]);
}

/**
 * What the bodies of earn, earnBulk and issueBulk have in common. A request ID is taken once only (809). The
 * node makes one of what the rows ask for, so that it is the same when n8n repeats the run.
 */
export function grantBody(rows: [Grant, ...Grant[]]) {
	const [grant] = rows;
	const { badge, owner } = grant;
	return {
		badgeMetaId: badge,
		requestId: ownRequestId(grant) || hashOf(rows),
		triggeredBy: owner,
	};
}

function hashOf(rows: Grant[]): string {
	return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 32);
}

/** The request ID of a call. */
export function requestIdOf(call: Call): string {
	return String(asObject(call.body).requestId);
}

/** Rows with the same request ID must ask for the same. */
export const requestIdRule = { label: 'Request ID', value: ownRequestId };

/**
 * Reads back what a request did: the badges or enrolments that the customer got since it was made.
 *
 * @param id the field of the output with the ID of what was given
 * @param output the output for what was found
 */
export function recoverGrant(
	kind: CustomerBadgeKind,
	id: string,
	output: (row: Grant, found: CustomerBadge, requestId: string) => IDataObject,
): NonNullable<Repeat<Grant>['recover']> {
	return {
		isRepeat: ({ code }) => code === 809,
		call: ({ badge, customerId }) =>
			badgeOfCustomer({ badge, customer: { identifier: 'customerId', value: customerId } }),
		settle(row, { data }, { call, since, taken, byOtherRun }) {
			const all = customerBadgesIn(kind, row.badge, data);
			if (!all) return { status: 'unknown' };
			const fitting = all
				.filter((one) => !taken.has(one.id) && fits(row, one))
				.map((one) => ({ one, on: Date.parse(one.madeOn ?? one.eventOn ?? '') }));
			const given = fitting.filter(({ on }) => on >= since).sort((a, b) => a.on - b.on);
			// Two rows of one customer take theirs in order; of another run's, the newest are the likely ones.
			const found = byOtherRun ? given[given.length - 1] : given[0];
			if (found) return { status: 'done', output: output(row, found.one, requestIdOf(call)) };
			const eventDate = eventDateOf(row);
			// An entry can name no date but that of the event.
			const isOlder = ({ on }: (typeof fitting)[0]) =>
				on < since && (eventDate === '' || !isSameSecond(on, Date.parse(eventDate)));
			return { status: fitting.every(isOlder) ? 'notDone' : 'unknown' };
		},
		resend: (row) =>
			ownRequestId(row) === ''
				? { ...row, requestsBefore: (row.requestsBefore ?? 0) + 1 }
				: undefined,
		idOf: (given) => String(given[id]),
	};
}

/** Whether it was given by the owner and for the event of the row, as far as its entry shows. */
function fits(grant: Grant, { entry, eventOn }: CustomerBadge): boolean {
	const isSame = (told: unknown, asked: string) => (asText(told) ?? asked) === asked;
	if (
		!isSame(entry.ownerType, grant.owner.ownerType) ||
		!isSame(entry.ownerReferenceId, grant.owner.referenceId)
	) {
		return false;
	}
	const eventDate = eventDateOf(grant);
	return (
		eventDate === '' || eventOn === null || isSameSecond(Date.parse(eventOn), Date.parse(eventDate))
	);
}
