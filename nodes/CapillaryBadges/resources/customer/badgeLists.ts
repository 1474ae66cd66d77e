import type { PagedList } from '../../api/paging';
import type { Outline } from '../shared/simplify';

/**
 * The two lists that Capillary has of a customer's badges. The one for managing them knows more kinds and
 * filters; but only the other one can be asked for badges that have expired at the customer.
 */
export const LISTS: Record<'management' | 'customer', PagedList & { outline: Outline }> = {
	management: {
		name: 'customerBadges',
		outline: {
			badgeMetaId: 'id',
			name: 'plain',
			badgeType: 'plain',
			badgeStatus: 'plain',
			active: 'active',
			startsOn: 'date',
			expiresOn: 'date',
			issueStatus: 'plain',
			earnCount: 'plain',
			lastEarnedOn: 'date',
		},
	},
	customer: {
		name: 'badges',
		limit: 'Limit',
		outline: {
			badgeMetaId: 'id',
			name: 'plain',
			earnType: 'plain',
			badgeGroupName: 'plain',
			active: 'active',
			startOn: 'date',
			expiresOn: 'date',
			earnedCount: 'plain',
			lastEarnedOnDate: 'date',
			lastEarnEventDate: 'date',
		},
	},
};

/** The list that has the badges of a kind. */
export const listWith = (kind: string) => (kind === 'EARNED_EVER' ? 'customer' : 'management');
