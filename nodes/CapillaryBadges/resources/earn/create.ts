import type { INodeProperties } from 'n8n-workflow';

import { BADGES_API } from '../../api/call';
import { asNumber, asObject, sameId } from '../../api/values';
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
	ownRequestId,
	recoverGrant,
	requestIdOf,
	requestIdRule,
} from '../shared/grant';
import { earnedBadgeOutput } from './earnedBadge';

/** Stands below the options while Count as Success cannot protect a second run. */
const requestIdNotice: INodeProperties = {
	displayName:
		'<b>If Already Done</b> does nothing without a <b>Request ID</b>: a second run gives every customer the badge again. Add the option <b>Request ID</b>, and map a column that is the same in each run and another for each gift, such as the order number.',
	name: 'requestIdNotice',
	type: 'notice',
	displayOptions: {
		show: { '/options.alreadyDone': ['success'] },
		hide: { '/options.requestId': [{ _cnd: { exists: true } }] },
	},
	default: '',
};

/**
 * POST /customer/earn for one customer, POST /customer/earnBulk for several
 * (https://docs.capillarytech.com/reference/issue-badge-to-the-customer,
 * https://docs.capillarytech.com/reference/issue-badge-to-multiple-customers).
 */
export const create = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Give badge to customer',
		description:
			"Give a customer a badge, which counts as earned at once ('Issue badge' in Capillary)",
	},
	fields: grantFields({
		badge: 'The badge to give',
		ownerType: 'The module of Capillary that claimed the badge and gives it',
		referenceId: 'ID of the program, campaign or promotion that the badge was claimed for',
	}),
	options: grantOptions,
	notices: [requestIdNotice],
	describe: ({ badge, customer, customerId }) =>
		`give badge ${badge} to ${customerName(customer, customerId)}`,
	lookUp: findCustomerId,
	batch: {
		maxEntries: 20,
		groupKey: grantKey,
		dedupeKey: ({ customerId }) => customerId,
		// A customer can get a badge several times; with the same request ID it is the same time.
		isSeparate: (row) => ownRequestId(row) === '',
		// So that the newest is the one that a lost response was about.
		sequenceKey: ({ badge, customerId }) => `${badge} ${customerId}`,
		isShared: isAboutGrant,
		build(rows) {
			const eventDate = eventDateOf(rows[0]);
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
		settle(row, response, call) {
			const data = asObject(response.data);
			if (!sameId(data.badgeMetaId ?? row.badge, row.badge)) {
				return notConfirmed(response, 'is about a different badge');
			}
			// The documents show three responses: lists of those done and not, one of both, one customer alone.
			const { earnedBadgesList, issuedBadges, failedEarnBadgeErrorList } = data;
			const [failed] = entriesAbout(row.customerId, failedEarnBadgeErrorList);
			const [entry] = entriesAbout(row.customerId, earnedBadgesList, issuedBadges, [data]);
			const error = failed ? (failed.error ?? failed) : entry && errorIn(entry);
			if (error) return refusedEntry(error, response);
			if (!entry) return notConfirmed(response, 'has no entry for this customer');
			const output = earnedBadgeOutput(row, entry, data, requestIdOf(call));
			if (output.earnedBadgeId === null && output.issuedId === undefined) {
				return notConfirmed(response, 'does not have the ID of the earned badge');
			}
			return succeeded({ ...output, ...warningsOf(response) });
		},
	},
	repeat: {
		alreadyDone: {
			limit:
				'Without a Request ID, each run gives the badge again: Capillary cannot tell that it was given before.',
		},
		safety: (row) => (ownRequestId(row) === '' ? 'unsafe' : 'whenDoneCounts'),
		requestId: requestIdRule,
		recover: recoverGrant('earned', 'earnedBadgeId', (row, { id, expiresOn }, requestId) =>
			earnedBadgeOutput(row, { earnedBadgeId: id, expiresOn }, {}, requestId),
		),
	},
});
