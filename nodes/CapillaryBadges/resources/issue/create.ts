import { BADGES_API } from '../../api/call';
import { asIsoDate } from '../../api/dates';
import { asNumber, asObject, asText, sameId } from '../../api/values';
import { defineOperation } from '../../engine/operation';
import { notConfirmed, succeeded, warningsOf } from '../../engine/results';
import { isAboutGrant } from '../../errors/sharedRefusals';
import { customerName } from '../../fields/customer';
import { entriesAbout, errorIn, refusedEntry } from '../shared/customerEntries';
import { findCustomerId } from '../shared/customerLookup';
import {
	eventDateOf,
	grantBody,
	grantFields,
	grantKey,
	grantOptions,
	recoverGrant,
	requestIdOf,
	requestIdRule,
	type Grant,
} from '../shared/grant';

/** POST /badgeMeta/customer/issueBulk (https://docs.capillarytech.com/reference/enrol-customers-for-badges). */
export const create = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Enrol customer for badge',
		description:
			"Enrol a customer for a badge that the customer has not earned yet ('Enrol customer' in Capillary)",
	},
	fields: grantFields({
		badge: 'The badge to enrol the customer for; one whose customers must be enrolled first',
		ownerType: 'The module of Capillary that enrols the customer; it need not own the badge',
		referenceId: 'ID of the program, campaign or promotion that enrols the customer',
	}),
	options: grantOptions,
	describe: ({ badge, customer, customerId }) =>
		`enrol ${customerName(customer, customerId)} for badge ${badge}`,
	lookUp: findCustomerId,
	// Nobody can be enrolled twice at a time (1040), so a customer who appears twice is enrolled once.
	batch: {
		maxEntries: 20,
		groupKey: grantKey,
		dedupeKey: ({ customerId }) => customerId,
		isShared: isAboutGrant,
		build(rows) {
			const eventDate = eventDateOf(rows[0]);
			return {
				method: 'POST',
				path: `${BADGES_API}/badgeMeta/customer/issueBulk`,
				body: {
					...grantBody(rows),
					customers: rows.map(({ customerId }) => asNumber(customerId)),
					...(eventDate === '' ? {} : { issueEventDateISO: eventDate }),
				},
			};
		},
		settle(row, response, call) {
			const { badgeMetaId, issuedBadges, expiresOnISO, expiresOn } = asObject(response.data);
			if (!sameId(badgeMetaId ?? row.badge, row.badge)) {
				return notConfirmed(response, 'is about a different badge');
			}
			const [entry] = entriesAbout(row.customerId, issuedBadges);
			if (!entry) return notConfirmed(response, 'has no entry for this customer');
			const error = errorIn(entry);
			if (error) return refusedEntry(error, response);
			const issuedId = asText(entry.issuedId ?? entry.issueId);
			if (issuedId === null) return notConfirmed(response, 'does not have the ID of the enrolment');
			const expiry = asIsoDate(expiresOnISO) ?? asIsoDate(expiresOn);
			return succeeded({
				...enrolmentOutput(row, issuedId, expiry, requestIdOf(call)),
				...warningsOf(response),
			});
		},
	},
	repeat: {
		// Who is enrolled already is refused (1040).
		safety: () => 'safe',
		requestId: requestIdRule,
		recover: recoverGrant('enrolled', 'issuedId', (row, { id, expiresOn }, requestId) =>
			enrolmentOutput(row, id, expiresOn, requestId),
		),
	},
});

function enrolmentOutput(
	{ badge, customerId }: Grant,
	issuedId: string,
	expiresOn: string | null,
	requestId: string,
) {
	return { badgeMetaId: badge, customerId: asNumber(customerId), issuedId, expiresOn, requestId };
}
