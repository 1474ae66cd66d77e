import { objectIdField } from '../../fields/objectId';
import { variantField } from '../../fields/variant';

/** Which of a customer's earned badges is revoked. */
export const target = variantField(
	{
		displayName: 'What to Revoke',
		name: 'revoke',
		type: 'options',
		options: [
			{
				name: 'One Earned Badge',
				value: 'one',
				description: 'The earned badge that you choose',
			},
			{
				name: 'Latest Earned Badge',
				value: 'latest',
				description:
					'The most recent one that the customer still has. A customer in two rows loses the last two.',
			},
			{
				name: 'All Earned Badges',
				value: 'all',
				description: 'Every earned badge that the customer still has for the badge',
			},
		],
		default: 'one',
		description: 'Which earned badges to revoke',
	},
	{
		all: {},
		latest: {},
		one: {
			earnedBadge: objectIdField(
				{
					displayName: 'Earned Badge',
					name: 'earnedBadge',
					one: 'an earned badge',
					searchListMethod: 'searchEarnedBadges',
					dependsOn: ['badge.value', 'customerIdentifier', 'customer'],
					example: '654cbea06bccde1274b6d3a2',
					isUnchecked: true,
				},
				'The earned badge to revoke',
			),
		},
	},
);

/** The words for what is revoked, while its ID is not known. */
export const WHAT = {
	all: 'the earned badges',
	latest: 'the latest earned badge',
	one: 'the earned badge',
};
