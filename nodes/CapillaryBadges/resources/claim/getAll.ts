import { badgeField, readBadge } from '../../descriptions/badge';
import { filtersField, readFilterFields } from '../../descriptions/filters';
import { optionsField } from '../../descriptions/options';
import { notConfirmed, type Operation } from '../../engine/operation';
import { badgeCall } from '../badgeCall';
import { claimsIn } from './badgeClaims';

interface Row {
	badge: string;
	/** Whether the claims that were released are wanted too. */
	released: boolean;
}

/**
 * The claims stand in the badge: GET /badgeMeta/{badgeId}
 * (https://docs.capillarytech.com/reference/get-badge-by-id).
 */
export const getAll: Operation<Row> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many claims of badge',
		description: 'Get many claims: the programs, campaigns and promotions that use a badge',
	},
	fields: [
		badgeField('The badge whose claims to get'),
		filtersField([
			{
				displayName: 'Include Released',
				name: 'includeReleased',
				type: 'boolean',
				default: false,
				description: 'Whether to return claims that were released, besides the active ones',
			},
		]),
		optionsField(),
	],
	row: (item) => ({
		badge: readBadge(item),
		released: readFilterFields(item).flag('includeReleased'),
	}),
	task: ({ badge }) => `get the claims of badge ${badge}`,
	call: ([{ badge }]) => badgeCall(badge),
	settle({ badge, released }, answer) {
		const claims = claimsIn(badge, answer.data);
		if (!claims) return notConfirmed(answer, 'without the claims of the badge');
		return { done: claims.filter(({ isActive }) => isActive || released) };
	},
};
