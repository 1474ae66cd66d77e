import { BADGES_API } from '../../api/call';
import { defineOperation } from '../../engine/operation';
import { isAboutAccount } from '../../errors/sharedRefusals';
import { badgeField } from '../../fields/badge';
import { customerField, customerName } from '../../fields/customer';
import { dateField } from '../../fields/date';
import { badgeOfCustomer } from '../shared/customerBadges';
import { findCustomerId } from '../shared/customerLookup';
import { entryOf, recoverImport, settleImport } from './imported';

/**
 * POST /import/customerBadges (https://docs.capillarytech.com/reference/import-earned-badges-of-customer).
 * It takes no request ID, so only reading what is there shows whether an import was repeated.
 */
export const importEarned = defineOperation({
	option: {
		name: 'Import',
		value: 'import',
		action: 'Import badge that customer earned in the past',
		description:
			'Record a badge that a customer earned in the past, such as in another system. Nobody is notified.',
	},
	fields: {
		badge: badgeField('The badge that the customer earned'),
		customer: customerField(),
		earnedOn: dateField({
			displayName: 'Earned On',
			name: 'earnEventDate',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the customer earned the badge',
		}),
		expiresOn: dateField({
			displayName: 'Expires On',
			name: 'earnExpiresOn',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the earned badge ends or ended for the customer',
		}),
	},
	validate({ earnedOn, expiresOn }, refuse) {
		if (Date.parse(expiresOn) > Date.parse(earnedOn)) return;
		refuse('expiresOn', "is not after 'Earned On'", 'Correct one of the two dates.');
	},
	describe: ({ badge, customer, customerId }) =>
		`import badge ${badge} of ${customerName(customer, customerId)}`,
	lookUp: findCustomerId,
	batch: {
		maxEntries: 20,
		groupKey: () => '',
		dedupeKey: (row) => JSON.stringify(entryOf(row)),
		// Each row is a separate earned badge, even when two rows are equal.
		isSeparate: () => true,
		// Rows that the response to one call could not distinguish.
		sequenceKey: ({ badge, customerId, expiresOn }) =>
			JSON.stringify([badge, customerId, Date.parse(expiresOn)]),
		// Each entry has its own badge and dates.
		isShared: isAboutAccount,
		build: (rows) => ({
			method: 'POST',
			path: `${BADGES_API}/import/customerBadges`,
			body: rows.map(entryOf),
			once: true,
		}),
		settle: settleImport,
	},
	repeat: {
		recover: {
			call: ({ badge, customerId }) =>
				badgeOfCustomer({ badge, customer: { identifier: 'customerId', value: customerId } }),
			settle: (row, { data }, known) => recoverImport(row, data, known),
			resend: (row) => row,
			idOf: ({ earnedBadgeId }) => String(earnedBadgeId),
		},
	},
});
