import type { INodeProperties } from 'n8n-workflow';

import { locatorField } from '../../fields/locator';
import { OWNER_TYPES, type Owner } from '../../fields/owner';
import type { Item } from '../../fields/item';
import { sanitizeName } from '../../errors/untrustedText';

/** The two ways to say which claim is meant. */
export const CLAIM_BY = [
	{
		name: 'By Owner and Reference ID',
		value: 'owner' as const,
		description: 'The claim of an owner that you name',
	},
	{
		name: 'From List',
		value: 'list' as const,
		description: 'A claim that you pick from those that the badge has',
	},
];

/** Field that asks how a claim is chosen. */
export const claimByField: INodeProperties = {
	displayName: 'Which Claim',
	name: 'claimBy',
	type: 'options',
	options: CLAIM_BY,
	default: 'owner',
	description: 'How you say which claim of the badge is meant',
};

const LABEL = 'Claim';

/** Field for one of the active claims of the badge; its value is `<owner type> <reference ID>`. */
export const activeClaimField: INodeProperties = {
	...locatorField({
		displayName: LABEL,
		name: 'activeClaim',
		searchListMethod: 'searchClaims',
		dependsOn: ['badge.value'],
		listPlaceholder: 'Select a claim…',
		otherwise: { displayName: 'By ID', name: 'id', placeholder: 'e.g. Loyalty 123' },
		description: 'The claim to release',
	}),
	required: true,
	displayOptions: { show: { claimBy: ['list'] } },
};

/** A claim as the value of that field. */
export function asClaimId({ ownerType, referenceId }: Record<keyof Owner, unknown>): string {
	return `${String(ownerType)} ${String(referenceId)}`;
}

/** The owner that the field names. */
export function readActiveClaim(item: Item): Owner {
	const typed = item.required('activeClaim', LABEL);
	const owner = OWNER_TYPES.find(({ value }) => typed.startsWith(`${value} `));
	const referenceId = typed.slice(owner?.value.length).trim();
	if (owner) return { ownerType: owner.value, referenceId };
	return item.refuse(
		LABEL,
		`holds '${sanitizeName(typed)}', which is not a claim`,
		"Pick the claim from the list, or enter owner type and reference ID, such as 'Loyalty 123'.",
	);
}
