import { ownerFields, readOwner } from '../../descriptions/owner';
import type { Operation } from '../../engine/operation';
import { activeClaimField, CLAIM_BY, claimByField, readActiveClaim } from './activeClaim';
import { claiming, claimOutput, type Claim } from './claiming';

/** POST /badgeMeta/{badgeId}/unclaim (https://docs.capillarytech.com/reference/unclaim-badge). */
export const unclaim: Operation<Claim> = {
	...claiming('unclaim', false, 'The badge to release', {
		fields: [
			claimByField,
			...ownerFields(
				'The module of Capillary that claimed the badge',
				'ID of the program, campaign or promotion that the badge was claimed for',
			).map((field) => ({ ...field, displayOptions: { show: { claimBy: ['owner'] } } })),
			activeClaimField,
		],
		read: (item) =>
			item.choice('claimBy', 'Which Claim', CLAIM_BY) === 'list'
				? readActiveClaim(item)
				: readOwner(item),
	}),
	option: {
		name: 'Unclaim',
		value: 'unclaim',
		action: 'Unclaim badge from program, campaign or promotion',
		description: 'Release a badge from the program, campaign or promotion that claimed it',
	},
	task: ({ badge, ownerType, referenceId }) =>
		`release badge ${badge} from ${ownerType} ${referenceId}`,
	gone: { saidBy: ({ code }) => code === 737, output: (claim) => claimOutput(claim, false) },
};
