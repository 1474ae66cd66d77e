import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asClaimId, OWNER_TYPES, ownerTypeNamed } from '../fields/owner';
import { badgeCall } from '../resources/shared/badge';
import { claimsIn } from '../resources/shared/claims';
import { current } from './current';
import { load } from './load';
import { matching } from './matching';

/** Fills the list of the active claims of the chosen badge. */
export async function searchClaims(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const badge = current(this, 'badge', 'Badge');
	const { data } = await load(this, badgeCall(badge));
	const claims = (claimsIn(badge, data) ?? []).filter(({ isActive }) => isActive !== false);
	const entries = claims.flatMap(({ ownerType, referenceId }) => {
		const module = OWNER_TYPES.find(({ value }) => value === ownerTypeNamed(ownerType ?? ''));
		// Calls take no other owner types, so that such a claim cannot be picked.
		if (!module || referenceId === null) return [];
		const value = asClaimId({ ownerType: module.value, referenceId });
		return [{ name: `${module.name} · ${referenceId}`, value }];
	});
	return matching(entries, filter);
}
