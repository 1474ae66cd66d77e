import { getCustomerBadges } from '../shared/getCustomerBadges';

/**
 * The times that a customer got a badge, from the response to GET /management/{customerId}/badge/{badgeId}
 * (https://docs.capillarytech.com/reference/get-individual-badge-details-of-a-customer).
 */
export const getAll = getCustomerBadges(
	'earned',
	'the earned badges',
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many earned badges of customer',
		description:
			"Get many earned badges: each time that a customer got a badge, with its ID ('Issued badges' in Capillary)",
	},
	{
		id: 'earnedBadgeId',
		status: 'earnStatus',
		on: 'earnedOn',
		eventDate: 'earnEventDate',
		expiresOn: 'expiresOn',
	},
);
