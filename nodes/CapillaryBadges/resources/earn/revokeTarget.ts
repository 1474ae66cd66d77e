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
				name: 'All Earned Badges',
				value: 'all',
				description: 'Every one that the customer still holds of the badge',
			},
			{
				name: 'Latest Earned Badge',
				value: 'latest',
				description:
					'The one that the customer got last and still holds; two such items take back the last two',
			},
			{
				name: 'One Earned Badge',
				value: 'one',
				description: 'The earned badge that you choose',
			},
		],
		default: 'one',
		description: 'Which of the times that the customer got this badge to take back',
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
				'The earned badge to take back',
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
