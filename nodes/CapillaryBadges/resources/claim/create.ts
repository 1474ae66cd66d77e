import type { Warning } from '../../api/call';
import { asObject } from '../../api/values';
import { defineOperation } from '../../engine/operation';
import { succeeded } from '../../engine/results';
import { badgeField } from '../../fields/badge';
import { claimOwnerField } from '../../fields/owner';
import { badgeCall } from '../shared/badge';
import { notChanged } from '../shared/notChanged';
import { claimCall, claimName, claimOf, claimOutput, claimState, settleClaim } from './claim';

/**
 * POST /badgeMeta/{badgeId}/claim (https://docs.capillarytech.com/reference/claim-badge). A claim that
 * was there before is confirmed once more, with the warning 900, and so a success.
 */
export const create = defineOperation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Claim badge for program, campaign or promotion',
		description: 'Link a badge to the program, campaign or promotion that will use it',
	},
	fields: {
		badge: badgeField('The badge to claim'),
		owner: claimOwnerField({
			ownerType: 'The module of Capillary that will use the badge',
			referenceId: 'ID of the program, campaign or promotion that will use the badge',
		}),
	},
	describe: ({ badge, owner }) => `claim badge ${badge} for ${claimName(owner)}`,
	single: {
		build: (row) => claimCall('claim', claimOf(row)),
		settle(row, response) {
			const claim = claimOf(row);
			if (!response.warnings.some(isClaimedBefore)) return settleClaim(claim, response, true);
			// What the response leaves out then, or gives as null, is as it was sent.
			const { ownerType, referenceId } = claim;
			const data = { ownerType, referenceId, ...withoutNulls(asObject(response.data)) };
			const outcome = settleClaim(claim, { ...response, data }, true);
			return outcome.status === 'succeeded'
				? { status: 'alreadyDone', output: [claimOutput(claim, true)] }
				: outcome;
		},
	},
	repeat: {
		safety: () => 'safe',
		verify: {
			call: ({ badge }) => badgeCall(badge),
			settle(row, read, refusal) {
				const state = claimState(claimOf(row), read);
				if (state.status === 'failed') return state;
				return state.status === 'active'
					? succeeded(claimOutput(claimOf(row), true))
					: notChanged(refusal, false);
			},
		},
	},
});

function isClaimedBefore({ code, message }: Warning): boolean {
	return code === 900 || /already claimed by this owner/i.test(message);
}

function withoutNulls(entry: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
}
