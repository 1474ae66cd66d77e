import { getEntity } from '../shared/entity/get';
import { BADGE, COUNTED_BADGE } from './badge';

/** GET /badgeMeta/{badgeId} (https://docs.capillarytech.com/reference/get-badge-by-id). */
export const get = getEntity(
	{ ...BADGE, outline: COUNTED_BADGE },
	{
		action: 'Get badge',
		description: 'Look up a badge: its dates, its state, and how many customers have it',
		query: { includeStatistics: true },
	},
);
