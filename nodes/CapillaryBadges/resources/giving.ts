import { randomUUID } from 'node:crypto';

import { badgeField, readBadge } from '../descriptions/badge';
import { customerFields } from '../descriptions/customer';
import { optionsField } from '../descriptions/options';
import { ownerFields, readOwner, type Owner } from '../descriptions/owner';
import { notConfirmed, type Operation, type Settled } from '../engine/operation';
import type { Call } from '../transport/call';
import { badgeOfCustomer, heldIn, newestFirst, type Held, type HeldKind } from './heldByCustomer';
import { customerLookup, readCustomerRow, type CustomerRow } from './identifyCustomer';
import { asObject } from './values';

/** What a customer is to be given: a badge (Earn), or an enrolment for it (Issue). */
export interface Gift extends CustomerRow, Owner {
	badge: string;
	/** ISO 8601 with offset; `''` for now. */
	eventDate: string;
	/** The user's own; `''` where the node makes one. */
	requestId: string;
}

/**
 * What giving badges and enrolling customers have in common.
 *
 * @param descriptions of the fields for the badge, the owner's module and its program
 * @param has whether it offers to count what an earlier run did as success
 */
export function giving(
	descriptions: { badge: string; ownerType: string; referenceId: string },
	has: { onceOnly?: boolean } = {},
): Pick<Operation<Gift>, 'fields' | 'row' | 'read'> {
	return {
		fields: [
			badgeField(descriptions.badge),
			...customerFields,
			...ownerFields(descriptions.ownerType, descriptions.referenceId),
			optionsField({ bulk: true, event: true, ...has }),
		],
		row(item) {
			const options = item.collection('options', 'Options');
			return {
				badge: readBadge(item),
				...readCustomerRow(item),
				...readOwner(item),
				eventDate: options.optionalDate('eventDate', 'Event Date'),
				requestId: options.optional('requestId', 'Request ID'),
			};
		},
		read: customerLookup(),
	};
}

/** Gifts that differ in nothing but the customer. */
export function sameGift({ badge, ownerType, referenceId, eventDate, requestId }: Gift): string {
	return JSON.stringify([badge, ownerType, referenceId, eventDate, requestId]);
}

/**
 * What the bodies of earn, earnBulk and issueBulk have in common. A request ID is taken once only (809),
 * so each call that one of the user's is needed for has its own, which is the same in the next run.
 */
export function giftBody({ badge, ownerType, referenceId, requestId }: Gift, nth: number) {
	return {
		badgeMetaId: badge,
		requestId: requestId === '' ? randomUUID() : nth === 0 ? requestId : `${requestId}-${nth + 1}`,
		triggeredBy: { ownerType, referenceId },
	};
}

/** The request ID of a call. */
export function requestIdOf(call: Call): string {
	return String(asObject(call.body).requestId);
}

/**
 * Reads back what a request did whose answer was lost, once Capillary says that it had the request (809):
 * the newest that the customer holds, unless it was there before the request.
 *
 * @param output the output for what was found
 */
export function readBackGift(
	kind: HeldKind,
	output: (
		row: Gift,
		held: Held,
		requestId: string,
	) => Extract<Settled, { done: unknown }>['done'][0],
): NonNullable<Operation<Gift>['readBack']> {
	return {
		saidBy: ({ code }) => code === 809,
		call: ({ badge, customerId }) =>
			badgeOfCustomer({ badge, customer: { identifier: 'customerId', value: customerId } }),
		settle(row, answer, made, since) {
			const held = heldIn(kind, row.badge, answer.data) ?? [];
			const [last] = newestFirst(held.filter(({ isActive }) => isActive));
			const isNew = last && (last.on === null || Date.parse(last.on) >= since);
			return isNew
				? { done: [output(row, last, requestIdOf(made))] }
				: notConfirmed(answer, 'without what the request should have given the customer');
		},
	};
}
