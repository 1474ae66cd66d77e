import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { badgeField, readBadge } from '../../fields/badge';
import { customerFields } from '../../fields/customer';
import { NEEDS_REQUEST_ID, optionsField, requestIdNotice } from '../../fields/options';
import { ownerFields, readOwner, type Owner } from '../../fields/owner';
import type { Operation } from '../../engine/operation';
import type { Call } from '../../api/call';
import { isSameSecond } from '../../api/dates';
import {
	badgeOfCustomer,
	customerBadgesIn,
	type CustomerBadge,
	type CustomerBadgeKind,
} from './customerBadges';
import { customerLookup, readCustomerRow, type CustomerRow } from './customerLookup';
import { asObject, asText } from '../../api/values';

/** What a customer is to be given: a badge (Earn), or an enrolment for it (Issue). */
export interface Grant extends CustomerRow, Owner {
	badge: string;
	/** ISO 8601 with offset; `''` for now. */
	eventDate: string;
	/** The user's own; `''` where the node makes one. */
	requestId: string;
	/** Names the item and the run; the same when n8n repeats the run. */
	runKey: string;
	/** How many requests for the row Capillary has had before without giving anything. */
	requestsBefore: number;
}

/**
 * What giving badges and enrolling customers have in common.
 *
 * @param descriptions of the fields for the badge, the owner's module and its program
 * @param has whether it offers to count what an earlier run did as success
 */
export function grantFields(
	descriptions: { badge: string; ownerType: string; referenceId: string },
	has: { onceOnly?: boolean } = {},
): Pick<Operation<Grant>, 'fields' | 'row' | 'read' | 'names'> {
	return {
		fields: [
			badgeField(descriptions.badge),
			...customerFields,
			...ownerFields(descriptions.ownerType, descriptions.referenceId),
			optionsField({ bulk: true, event: true, onceOnly: has.onceOnly && NEEDS_REQUEST_ID }),
			...(has.onceOnly ? [requestIdNotice] : []),
		],
		row(item) {
			const options = item.collection('options', 'Options');
			return {
				badge: readBadge(item),
				...readCustomerRow(item),
				...readOwner(item),
				eventDate: options.optionalDate('eventDate', 'Event Date'),
				requestId: options.optional('requestId', 'Request ID'),
				runKey: item.runKey,
				requestsBefore: 0,
			};
		},
		read: customerLookup(),
		names: { field: 'Request ID', value: ({ requestId }) => requestId },
	};
}

/** Gifts that differ in nothing but the customer. */
export function grantKey({ badge, ownerType, referenceId, eventDate, requestId }: Grant): string {
	return JSON.stringify([badge, ownerType, referenceId, eventDate, requestId]);
}

/**
 * What the bodies of earn, earnBulk and issueBulk have in common. A request ID is taken once only (809). The
 * node makes one of what the rows ask for, so that it is the same when n8n repeats the run.
 */
export function grantBody(rows: Grant[]) {
	const [{ badge, ownerType, referenceId, requestId }] = rows;
	const made = () => createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 32);
	return {
		badgeMetaId: badge,
		requestId: requestId === '' ? made() : requestId,
		triggeredBy: { ownerType, referenceId },
	};
}

/** The request ID of a call. */
export function requestIdOf(call: Call): string {
	return String(asObject(call.body).requestId);
}

/**
 * Reads back what a request did: the badges or enrolments that the customer got since it was made.
 *
 * @param output the output for what was found
 * @param id the field of the output with the ID of what was given
 */
export function recoverGrant(
	kind: CustomerBadgeKind,
	id: string,
	output: (row: Grant, held: CustomerBadge, requestId: string) => IDataObject,
): NonNullable<Operation<Grant>['recover']> {
	return {
		isRepeat: ({ code }) => code === 809,
		call: ({ badge, customerId }) =>
			badgeOfCustomer({ badge, customer: { identifier: 'customerId', value: customerId } }),
		settle(row, { data }, { call, since, taken, byOtherRun }) {
			const held = customerBadgesIn(kind, row.badge, data);
			if (!held) return { status: 'unknown' };
			const fitting = held
				.filter((one) => !taken.has(one.id) && fits(row, one))
				.map((one) => ({ one, on: Date.parse(one.madeOn ?? one.eventOn ?? '') }));
			const given = fitting.filter(({ on }) => on >= since).sort((a, b) => a.on - b.on);
			// Two rows of one customer take theirs in order; of another run's, the newest are the likely ones.
			const found = byOtherRun ? given[given.length - 1] : given[0];
			if (found) return { status: 'done', output: output(row, found.one, requestIdOf(call)) };
			// An entry can name no date but that of the event.
			const isOlder = ({ on }: (typeof fitting)[0]) =>
				on < since && (row.eventDate === '' || !isSameSecond(on, Date.parse(row.eventDate)));
			return { status: fitting.every(isOlder) ? 'notDone' : 'unknown' };
		},
		again: (row) =>
			row.requestId === '' ? { ...row, requestsBefore: row.requestsBefore + 1 } : undefined,
		idOf: (output) => String(output[id]),
	};
}

/** Whether it was given by the owner and for the event that the row names, as far as its entry tells. */
function fits(
	{ ownerType, referenceId, eventDate }: Grant,
	{ entry, eventOn }: CustomerBadge,
): boolean {
	const isSame = (told: unknown, asked: string) => (asText(told) ?? asked) === asked;
	if (!isSame(entry.ownerType, ownerType) || !isSame(entry.ownerReferenceId, referenceId)) {
		return false;
	}
	return (
		eventDate === '' || eventOn === null || isSameSecond(Date.parse(eventOn), Date.parse(eventDate))
	);
}
