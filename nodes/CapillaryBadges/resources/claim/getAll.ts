import type { INodeProperties } from 'n8n-workflow';

import { badgeField, readBadge } from '../../fields/badge';
import { filtersField, readSwitch } from '../../fields/filters';
import { optionsField } from '../../fields/options';
import { notConfirmed, type Operation } from '../../engine/operation';
import { badgeCall } from '../shared/badge';
import { claimsIn } from '../shared/claims';

interface Row {
	badge: string;
	/** Whether the claims that were released are wanted too. */
	released: boolean;
}

const INCLUDE_RELEASED: INodeProperties = {
	displayName: 'Include Released',
	name: 'includeReleased',
	type: 'boolean',
	default: false,
	description: 'Whether to return claims that were released, besides the active ones',
};

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
		filtersField([INCLUDE_RELEASED]),
		optionsField(),
	],
	row: (item) => ({
		badge: readBadge(item),
		released: readSwitch(item, INCLUDE_RELEASED),
	}),
	task: ({ badge }) => `get the claims of badge ${badge}`,
	call: ([{ badge }]) => badgeCall(badge),
	settle({ badge, released }, answer) {
		const claims = claimsIn(badge, answer.data);
		if (!claims) return notConfirmed(answer, 'without the claims of the badge');
		return { done: claims.filter(({ isActive }) => isActive || released) };
	},
};
