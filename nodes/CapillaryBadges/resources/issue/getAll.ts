import { getCustomerBadges } from '../shared/getCustomerBadges';

/**
 * The enrolments of a customer for a badge, from the response to GET /management/{customerId}/badge/{badgeId}
 * (https://docs.capillarytech.com/reference/get-individual-badge-details-of-a-customer).
 */
export const getAll = getCustomerBadges(
	'enrolled',
	'the enrolments',
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many enrolments of customer',
		description:
			"Get many enrolments of a customer for a badge, each with its ID ('Enrolled badges' in Capillary)",
	},
	{
		id: 'issueId',
		status: 'issuedStatus',
		on: 'issuedOn',
		eventDate: 'issueEventDate',
		expiresOn: 'issueExpiresOn',
	},
);
