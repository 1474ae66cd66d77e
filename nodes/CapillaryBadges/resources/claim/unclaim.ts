import { defineOperation } from '../../engine/operation';
import { succeeded } from '../../engine/results';
import type { Refusal } from '../../errors/refusal';
import { badgeField } from '../../fields/badge';
import { claimField } from '../../fields/claim';
import { map } from '../../fields/field';
import { claimOwnerField } from '../../fields/owner';
import { variantField } from '../../fields/variant';
import { badgeCall } from '../shared/badge';
import { notChanged } from '../shared/notChanged';
import { claimCall, claimName, claimOf, claimOutput, claimState, settleClaim } from './claim';

const owner = map(
	variantField(
		{
			displayName: 'Which Claim',
			name: 'claimBy',
			type: 'options',
			options: [
				{ name: 'By Owner and Reference ID', value: 'owner' },
				{ name: 'From List', value: 'list' },
			],
			default: 'owner',
		},
		{
			owner: {
				owner: claimOwnerField({
					ownerType: 'The module of Capillary that claimed the badge',
					referenceId: 'ID of the program, campaign or promotion that the badge was claimed for',
				}),
			},
			list: { owner: claimField('The claim to release') },
		},
	),
	({ owner: claimedBy }) => claimedBy,
);

/** The choice is hidden: earlier versions asked it before there was one list for both. */
const hiddenChoice = {
	...owner,
	properties: owner.properties.map((property) =>
		property.name === 'claimBy'
			? {
					displayName: property.displayName,
					name: 'claimBy',
					type: 'hidden' as const,
					default: 'owner',
				}
			: property,
	),
};

/** The refusal of unclaim for a claim that does not exist or no longer exists. */
const NO_CLAIM: Refusal = {
	cause: 'capillary',
	code: 737,
	message: 'Claim not found in existing claims',
};

/** POST /badgeMeta/{badgeId}/unclaim (https://docs.capillarytech.com/reference/unclaim-badge). */
export const unclaim = defineOperation({
	option: {
		name: 'Unclaim',
		value: 'unclaim',
		action: 'Unclaim badge from program, campaign or promotion',
		description: 'Release a badge from the program, campaign or promotion that claimed it',
	},
	fields: { badge: badgeField('The badge to release'), owner: hiddenChoice },
	describe: ({ badge, owner: claimedBy }) => `release badge ${badge} from ${claimName(claimedBy)}`,
	single: {
		build: (row) => claimCall('unclaim', claimOf(row)),
		settle: (row, response) => settleClaim(claimOf(row), response, false),
	},
	repeat: {
		alreadyDone: {},
		safety: () => 'whenDoneCounts',
		verify: {
			isAlreadyDone: saysNoClaim,
			call: ({ badge }) => badgeCall(badge),
			settle(row, read, refusal, since) {
				const state = claimState(claimOf(row), read);
				// Without the claims, what Capillary said counts.
				if (state.status === 'failed' && !saysNoClaim(refusal)) return state;
				if (state.status === 'active') return notChanged(refusal, saysNoClaim(refusal));
				const output = claimOutput(claimOf(row), false);
				// A claim does not say when it was released.
				if (since !== undefined && state.status === 'released') return succeeded(output);
				// Nobody has said whether it was there before an attempt in doubt.
				const isOpen = since !== undefined && state.status !== 'none';
				const failure: Refusal = isOpen ? { ...NO_CLAIM, outcome: 'unknown' } : NO_CLAIM;
				return { status: 'alreadyDone', output: [output], failure };
			},
		},
	},
});

function saysNoClaim({ code }: Refusal): boolean {
	return code === NO_CLAIM.code;
}
