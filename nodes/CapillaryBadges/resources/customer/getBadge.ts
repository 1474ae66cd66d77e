import { badgeField, readBadge } from '../../fields/badge';
import { customerFields, nameOf, readCustomer, type Customer } from '../../fields/customer';
import { optionsField } from '../../fields/options';
import { readSimplify, simplifyField } from '../../fields/simplify';
import { notConfirmed, type Operation } from '../../engine/operation';
import { badgeOfCustomer } from '../shared/customerBadges';
import { asObject, sameId } from '../../api/values';
import { outputOf, type Outline } from '../shared/simplify';

interface Row {
	badge: string;
	customer: Customer;
	simplify: boolean;
}

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
export const getBadge: Operation<Row> = {
	option: {
		name: 'Get Badge',
		value: 'getBadge',
		action: 'Get badge of customer',
		description:
			'Get how a customer stands with one badge: enrolled or not, how often earned, and the limits',
	},
	fields: [badgeField('The badge to look at'), ...customerFields, simplifyField, optionsField()],
	row: (item) => ({
		badge: readBadge(item),
		customer: readCustomer(item),
		simplify: readSimplify(item),
	}),
	task: ({ badge, customer }) => `get badge ${badge} of ${nameOf(customer)}`,
	call: ([row]) => badgeOfCustomer(row),
	settle({ badge, simplify }, answer) {
		if (!sameId(asObject(answer.data).id, badge)) {
			return notConfirmed(answer, 'about a different badge');
		}
		return { done: [outputOf(answer.data, OUTLINE, simplify)] };
	},
};
