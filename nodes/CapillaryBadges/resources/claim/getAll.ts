import { defineOperation } from '../../engine/operation';
import { notConfirmed, succeeded } from '../../engine/results';
import { badgeField } from '../../fields/badge';
import { booleanField } from '../../fields/boolean';
import { filtersField } from '../../fields/filters';
import { badgeCall } from '../shared/badge';
import { claimsIn } from '../shared/claims';

/**
 * The claims stand in the badge: GET /badgeMeta/{badgeId}
 * (https://docs.capillarytech.com/reference/get-badge-by-id).
 */
export const getAll = defineOperation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many claims of badge',
		description: 'Get many claims: the programs, campaigns and promotions that use a badge',
	},
	fields: {
		badge: badgeField('The badge whose claims to get'),
		filters: filtersField({
			includeReleased: booleanField({
				displayName: 'Include Released',
				name: 'includeReleased',
				type: 'boolean',
				default: false,
				description: 'Whether to return released claims as well',
			}),
		}),
	},
	describe: ({ badge }) => `get the claims of badge ${badge}`,
	single: {
		build: ({ badge }) => badgeCall(badge),
		settle({ badge, filters }, response) {
			const claims = claimsIn(badge, response.data);
			if (!claims) return notConfirmed(response, 'does not have the claims of the badge');
			// A released claim is marked as such.
			const marked = claims.map((claim) => ({ ...claim, isActive: claim.isActive !== false }));
			return succeeded(...marked.filter(({ isActive }) => isActive || filters.includeReleased));
		},
	},
});
