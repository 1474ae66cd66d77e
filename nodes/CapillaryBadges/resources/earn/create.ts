import { nameOf } from '../../fields/customer';
import { notConfirmed, warningsOf, type Operation } from '../../engine/operation';
import { BADGES_API } from '../../api/call';
import { isAboutGrant } from '../../errors/sharedRefusals';
import { entriesAbout, errorIn, refusedEntry } from '../shared/customerEntries';
import {
	grantBody,
	grantFields,
	recoverGrant,
	requestIdOf,
	grantKey,
	type Grant,
} from '../shared/grant';
import { asNumber, asObject, sameId } from '../../api/values';
import { earnedBadgeOutput } from './earnedBadge';

/**
 * POST /customer/earn for one customer, POST /customer/earnBulk for several
 * (https://docs.capillarytech.com/reference/issue-badge-to-the-customer,
 * https://docs.capillarytech.com/reference/issue-badge-to-multiple-customers).
 */
export const create: Operation<Grant> = {
	...grantFields(
		{
			badge: 'The badge to give',
			ownerType: 'The module of Capillary that claimed the badge and gives it',
			referenceId: 'ID of the program, campaign or promotion that the badge was claimed for',
		},
		{ onceOnly: true },
	),
	option: {
		name: 'Create',
		value: 'create',
		action: 'Give badge to customer',
		description:
			"Give a customer a badge, which counts as earned at once ('Issue badge' in Capillary)",
	},
	task: ({ badge, customer }) => `give badge ${badge} to ${nameOf(customer)}`,
	bulk: {
		together: grantKey,
		entry: ({ customerId }) => customerId,
		refusesAll: isAboutGrant,
		repeats: {
			// A customer can get a badge several times; with the same request ID it is the same time.
			eachTime: ({ requestId }) => requestId === '',
			// So that the newest is the one that a lost answer was about.
			inTurn: ({ badge, customerId }) => `${badge} ${customerId}`,
		},
	},
	call(rows) {
		const [{ eventDate }] = rows;
		const customers = rows.map(({ customerId }) => asNumber(customerId));
		const isOne = customers.length === 1;
		return {
			method: 'POST',
			path: `${BADGES_API}/customer/${isOne ? 'earn' : 'earnBulk'}`,
			body: {
				...grantBody(rows),
				...(isOne ? { customerId: customers[0] } : { customerIds: customers }),
				...(eventDate === '' ? {} : { earnEventDateISO: eventDate }),
			},
		};
	},
	settle(row, answer, call) {
		const data = asObject(answer.data);
		if (!sameId(data.badgeMetaId ?? row.badge, row.badge)) {
			return notConfirmed(answer, 'about a different badge');
		}
		// The documents show three answers: lists of those done and not, one of both, one customer alone.
		const { earnedBadgesList, issuedBadges, failedEarnBadgeErrorList } = data;
		const [failed] = entriesAbout(row.customerId, failedEarnBadgeErrorList);
		const [entry] = entriesAbout(row.customerId, earnedBadgesList, issuedBadges, [data]);
		const error = failed ? (failed.error ?? failed) : entry && errorIn(entry);
		if (error) return refusedEntry(error, answer);
		if (!entry) return notConfirmed(answer, 'without an entry for this customer');
		const output = earnedBadgeOutput(row, entry, data, requestIdOf(call));
		if (output.earnedBadgeId === null && output.issuedId === undefined) {
			return notConfirmed(answer, 'without the ID of the earned badge');
		}
		return { done: [{ ...output, ...warningsOf(answer) }] };
	},
	repeat: ({ requestId }) => (requestId === '' ? 'unsafe' : 'whenDoneCounts'),
	recover: recoverGrant('earned', 'earnedBadgeId', (row, { id, expiresOn }, requestId) =>
		earnedBadgeOutput(row, { earnedBadgeId: id, expiresOn }, {}, requestId),
	),
};
