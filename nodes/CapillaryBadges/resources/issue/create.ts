import { nameOf } from '../../fields/customer';
import { notConfirmed, warningsOf, type Operation } from '../../engine/operation';
import { BADGES_API } from '../../api/call';
import { isAboutGrant } from '../../errors/sharedRefusals';
import { asIsoDate } from '../../api/dates';
import { entriesAbout, errorIn, refusedEntry } from '../shared/customerEntries';
import {
	grantBody,
	grantFields,
	recoverGrant,
	requestIdOf,
	grantKey,
	type Grant,
} from '../shared/grant';
import { asNumber, asObject, asText, sameId } from '../../api/values';

/**
 * POST /badgeMeta/customer/issueBulk
 * (https://docs.capillarytech.com/reference/enrol-customers-for-badges).
 */
export const create: Operation<Grant> = {
	...grantFields({
		badge: 'The badge to enrol the customer for; one whose customers must be enrolled first',
		ownerType: 'The module of Capillary that enrols the customer; it need not own the badge',
		referenceId: 'ID of the program, campaign or promotion that enrols the customer',
	}),
	option: {
		name: 'Create',
		value: 'create',
		action: 'Enrol customer for badge',
		description:
			"Enrol a customer for a badge, which the customer has still to earn ('Enrol customer' in Capillary)",
	},
	task: ({ badge, customer }) => `enrol ${nameOf(customer)} for badge ${badge}`,
	// Nobody can be enrolled twice at a time (1040), so a customer who appears twice is enrolled once.
	bulk: {
		together: grantKey,
		entry: ({ customerId }) => customerId,
		refusesAll: isAboutGrant,
	},
	call: (rows) => ({
		method: 'POST',
		path: `${BADGES_API}/badgeMeta/customer/issueBulk`,
		body: {
			...grantBody(rows),
			customers: rows.map(({ customerId }) => asNumber(customerId)),
			...(rows[0].eventDate === '' ? {} : { issueEventDateISO: rows[0].eventDate }),
		},
	}),
	settle(row, answer, call) {
		const { badgeMetaId, issuedBadges, expiresOnISO, expiresOn } = asObject(answer.data);
		if (!sameId(badgeMetaId ?? row.badge, row.badge)) {
			return notConfirmed(answer, 'about a different badge');
		}
		const [entry] = entriesAbout(row.customerId, issuedBadges);
		if (!entry) return notConfirmed(answer, 'without an entry for this customer');
		const error = errorIn(entry);
		if (error) return refusedEntry(error, answer);
		const issuedId = asText(entry.issuedId ?? entry.issueId);
		if (issuedId === null) return notConfirmed(answer, 'without the ID of the enrolment');
		const expiry = asIsoDate(expiresOnISO) ?? asIsoDate(expiresOn);
		return {
			done: [{ ...output(row, issuedId, expiry, requestIdOf(call)), ...warningsOf(answer) }],
		};
	},
	// Who is enrolled already is refused (1040).
	repeat: () => 'safe',
	recover: recoverGrant('enrolled', 'issuedId', (row, { id, expiresOn }, requestId) =>
		output(row, id, expiresOn, requestId),
	),
};

function output(
	{ badge, customerId }: Grant,
	issuedId: string,
	expiresOn: string | null,
	requestId: string,
) {
	return { badgeMetaId: badge, customerId: asNumber(customerId), issuedId, expiresOn, requestId };
}
