import { ownerFields, readOwner } from '../../fields/owner';
import type { Operation } from '../../engine/operation';
import type { Warning } from '../../api/call';
import { sanitizeName } from '../../errors/untrustedText';
import { notChanged } from '../shared/notChanged';
import { asObject } from '../../api/values';
import { claiming, claimOutput, readClaims, stateOf, type Claim } from './claiming';

const common = claiming('claim', true, 'The badge to claim', {
	fields: ownerFields(
		'The module of Capillary that is to use the badge',
		'ID of the program, campaign or promotion that is to use the badge',
	),
	read: readOwner,
});

/**
 * POST /badgeMeta/{badgeId}/claim (https://docs.capillarytech.com/reference/claim-badge). A claim that
 * was there before is confirmed once more, with the warning 900, and so a success.
 */
export const create: Operation<Claim> = {
	...common,
	option: {
		name: 'Create',
		value: 'create',
		action: 'Claim badge for program, campaign or promotion',
		description: 'Tie a badge to the program, campaign or promotion that is to use it',
	},
	repeat: () => 'safe',
	task: ({ badge, ownerType, referenceId }) =>
		`claim badge ${badge} for ${ownerType} ${sanitizeName(referenceId)}`,
	settle(claim, answer, call) {
		if (!answer.warnings.some(isClaimedBefore)) return common.settle(claim, answer, call);
		// What the answer leaves out then, or gives as null, is as it was sent.
		const { ownerType, referenceId } = claim;
		const data = { ownerType, referenceId, ...withoutNulls(asObject(answer.data)) };
		const settled = common.settle(claim, { ...answer, data }, call);
		return 'done' in settled ? { alreadyDone: [claimOutput(claim, true)] } : settled;
	},
	lookInto: {
		nothingLeft: () => false,
		call: readClaims,
		settle(claim, read, refused) {
			const state = stateOf(claim, read);
			if (typeof state === 'object') return state;
			return state === 'active' ? { done: [claimOutput(claim, true)] } : notChanged(refused, false);
		},
	},
};

function isClaimedBefore({ code, message }: Warning): boolean {
	return code === 900 || /already claimed by this owner/i.test(message);
}

function withoutNulls(entry: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
}
