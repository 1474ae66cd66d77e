import { ownerFields, readOwner } from '../../fields/owner';
import type { Operation } from '../../engine/operation';
import type { Refusal } from '../../api/call';
import { sanitizeName } from '../../errors/untrustedText';
import { activeClaimField, CLAIM_BY, claimByField, readActiveClaim } from './activeClaim';
import { notChanged } from '../shared/notChanged';
import { claiming, claimOutput, readClaims, stateOf, type Claim } from './claiming';

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
	repeat: () => 'whenDoneCounts',
	task: ({ badge, ownerType, referenceId }) =>
		`release badge ${badge} from ${ownerType} ${sanitizeName(referenceId)}`,
	lookInto: {
		nothingLeft: saysNoClaim,
		call: readClaims,
		settle(claim, read, refused, since) {
			const state = stateOf(claim, read);
			// Without the claims, what Capillary said counts.
			if (typeof state === 'object' && !saysNoClaim(refused)) return state;
			if (state === 'active') return notChanged(refused, saysNoClaim(refused));
			const outputs = [claimOutput(claim, false)];
			// A claim does not say when it was released.
			if (since !== undefined && state === 'released') return { done: outputs };
			// Whether it was there before an attempt in doubt, nobody has said.
			const isOpen = since !== undefined && state !== 'none';
			const outcome = isOpen ? { outcome: 'unknown' as const } : {};
			return { alreadyDone: outputs, asFailure: { ...NO_CLAIM, ...outcome } };
		},
	},
};

/** What unclaim says of a claim that is not there, or no longer. */
const NO_CLAIM: Refusal = {
	cause: 'capillary',
	code: 737,
	message: 'Claim not found in existing claims',
};

function saysNoClaim({ code }: Refusal): boolean {
	return code === NO_CLAIM.code;
}
