/**
 * How customers get a badge. The tables of https://docs.capillarytech.com/reference/create-badges-org
 * describe the two the wrong way round; https://docs.capillarytech.com/docs/type-of-badges and the
 * refusals 801 and 811 say what they are.
 */
export const EARN_TYPES = [
	{
		name: 'Issued Directly',
		value: 'EARN' as const,
		description: 'Customers get the badge without being enrolled for it',
	},
	{
		name: 'Enrolled First',
		value: 'ISSUE_EARN' as const,
		description: 'Customers are enrolled for the badge before they can get it',
	},
];
