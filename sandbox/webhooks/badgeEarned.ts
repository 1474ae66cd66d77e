// The event `badgeEarned`.
import { randomUUID } from 'node:crypto';

import type { NotifiedEvent } from './deliveries';
import { JsonNumber } from '../http/json';
import type { SandboxState } from '../data/state';

/**
 * The event of an earned badge (https://docs.capillarytech.com/docs/event-schema-incentives). Its
 * times are in milliseconds, unlike those of the API.
 *
 * @param apiRequestId the request ID of the earn call
 */
export function badgeEarned(
	state: SandboxState,
	earnedBadgeId: string,
	apiRequestId: string,
): NotifiedEvent {
	const earned = state.earnedBadge(earnedBadgeId)!;
	const enrolment = earned.enrolmentId === null ? undefined : state.enrolment(earned.enrolmentId);
	const { orgId, createdBy } = state.badges.get(earned.badgeMetaId)!;
	const { mobile, email, externalId, cardNumber } = state.customers.get(earned.customerId) ?? {};
	return {
		eventName: 'badgeEarned',
		eventId: randomUUID(),
		orgId,
		refId: `${orgId}_${earned.id}`,
		apiRequestId,
		createdAt: state.now(),
		data: {
			customerIdentifiers: {
				customerId: new JsonNumber(earned.customerId),
				loyaltyType: 'loyalty',
				instore: { mobile, email, externalId, cardNumbers: cardNumber ? [cardNumber] : [] },
			},
			badgeId: earned.badgeMetaId,
			...(enrolment ? { issualId: enrolment.id, issuedOn: enrolment.givenOn } : {}),
			earnId: earned.id,
			earnedOn: earned.givenOn,
			earnConstraints: [{ constraintLevel: 'CUSTOMER', constraintType: 'NONE' }],
			triggeringActivity: {
				identifiers: [],
				enteredBy: { id: createdBy, till: { code: 'sandbox-till', name: 'sandbox-till' } },
				additionalAttributes: [],
			},
		},
		loyaltyEventId: null,
	};
}
