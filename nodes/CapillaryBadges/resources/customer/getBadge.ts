import { asObject, sameId } from '../../api/values';
import { defineOperation } from '../../engine/operation';
import { notConfirmed, succeeded } from '../../engine/results';
import { badgeField } from '../../fields/badge';
import { customerField, customerName } from '../../fields/customer';
import { simplifyField } from '../../fields/simplify';
import { badgeOfCustomer } from '../shared/customerBadges';
import { outputOf, type Outline } from '../shared/simplify';

const OUTLINE: Outline = {
	id: 'id',
	name: 'plain',
	badgeType: 'plain',
	badgeStatus: 'plain',
	action: 'plain',
	startsOn: 'date',
	expiresOn: 'date',
	issuedStatus: 'plain',
	activeEarnedCount: 'plain',
	lastEarnedOn: 'date',
};

/**
 * GET /management/{customerId}/badge/{badgeId}
 * (https://docs.capillarytech.com/reference/get-individual-badge-details-of-a-customer).
 */
export const getBadge = defineOperation({
	option: {
		name: 'Get Badge',
		value: 'getBadge',
		action: 'Get badge of customer',
		description:
			"Get a customer's status for one badge: whether enrolled, how often earned, and the limits",
	},
	fields: {
		badge: badgeField('The badge to get'),
		customer: customerField(),
		simplify: simplifyField,
	},
	describe: ({ badge, customer }) => `get badge ${badge} of ${customerName(customer)}`,
	single: {
		build: (row) => badgeOfCustomer(row),
		settle({ badge, simplify }, response) {
			if (!sameId(asObject(response.data).id, badge)) {
				return notConfirmed(response, 'is about a different badge');
			}
			return succeeded(outputOf(response.data, OUTLINE, simplify));
		},
	},
});
