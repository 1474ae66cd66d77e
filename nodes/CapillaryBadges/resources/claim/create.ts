import { ownerFields, readOwner } from '../../descriptions/owner';
import type { Operation } from '../../engine/operation';
import type { Warning } from '../../transport/call';
import { claiming, claimOutput, type Claim } from './claiming';

const common = claiming('claim', true, 'The badge to claim', {
	fields: ownerFields(
		'The module of Capillary that is to use the badge',
		'ID of the program, campaign or promotion that is to use the badge',
	),
	read: readOwner,
});

/**
 * POST /badgeMeta/{badgeId}/claim (https://docs.capillarytech.com/reference/claim-badge). A claim that
 * was there before is confirmed once more, with the warning 900.
 */
export const create: Operation<Claim> = {
	...common,
	option: {
		name: 'Create',
		value: 'create',
		action: 'Claim badge for program, campaign or promotion',
		description: 'Tie a badge to the program, campaign or promotion that is to use it',
	},
	task: ({ badge, ownerType, referenceId }) =>
		`claim badge ${badge} for ${ownerType} ${referenceId}`,
	settle(claim, answer, call) {
		const settled = common.settle(claim, answer, call);
		if ('refused' in settled) return settled;
		const before = answer.warnings.find(isClaimedBefore);
		if (before) return { refused: { cause: 'capillary', ...before, requestId: answer.requestId } };
		return settled;
	},
	gone: { saidBy: isClaimedBefore, output: (claim) => claimOutput(claim, true) },
};

function isClaimedBefore({ code, message }: Pick<Warning, 'code' | 'message'>): boolean {
	return code === 900 || /already claimed by this owner/i.test(message);
}
