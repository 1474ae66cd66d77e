import { demoBadges, ownerSets } from './demoBadges';
import { demoCustomFields } from './demoCustomFields';
import { demoCustomers, type DemoCustomerKey } from './demoCustomers';
import { demoGroups } from './demoGroups';
import { demoEarned, demoEnrolments } from './demoHoldings';
import type { SandboxState } from './state';
import { DAY } from './times';

export { demoBadges, demoCustomers, demoCustomFields, demoEarned, demoEnrolments, demoGroups };

/** Everybody on whom a bulk revocation can be tried: enrolled for Pet Parent. */
export const petParents = (Object.keys(demoCustomers) as DemoCustomerKey[]).slice(0, 45);

/**
 * Fills an empty sandbox with the demo: some thirty badges in and out of groups, custom fields,
 * fifty customers, and who holds what.
 * Ids are always the same; dates count from now.
 */
export function seedDemo(state: SandboxState): void {
	const midnight = state.now() - (state.now() % DAY);
	const daysAgo = (days: number) => midnight - days * DAY;

	for (const group of Object.values(demoGroups)) {
		state.addGroup({ ...group, createdOn: daysAgo(500), lastUpdatedOn: daysAgo(500) });
	}
	for (const field of Object.values(demoCustomFields)) {
		state.addCustomField({ ...field, createdOn: daysAgo(500), lastUpdatedOn: daysAgo(500) });
	}
	for (const { id, name, description, earnType, days, owners, claims, ...rest } of Object.values(
		demoBadges,
	)) {
		state.addBadge({
			id,
			name,
			description,
			earnType,
			startOn: daysAgo(-days[0]),
			expiresOn: daysAgo(-days[1]),
			createdOn: daysAgo(20 - days[0]),
			lastUpdatedOn: daysAgo(20 - days[0]),
			restrictedToOwners: ownerSets[owners],
			active: !('switchedOff' in rest),
			badgeGroupId: 'group' in rest ? demoGroups[rest.group].id : null,
			badgeRank: 'rank' in rest ? rest.rank : null,
			customerConstraints: 'limits' in rest ? rest.limits : [],
			customFields: mandatoryValues,
		});
		for (const [ownerType, referenceId] of claims) {
			state.addClaim({ badgeMetaId: id, ownerType, referenceId });
		}
	}
	for (const customer of Object.values(demoCustomers)) state.addCustomer(customer);
	for (const { id, badge, customer, ...enrolment } of Object.values(demoEnrolments)) {
		state.addEnrolment({
			id,
			...firstClaimOf(badge),
			customerId: demoCustomers[customer as DemoCustomerKey].id,
			givenOn: daysAgo(enrolment.daysAgo),
			...('revokedDaysAgo' in enrolment ? { revokedOn: daysAgo(enrolment.revokedDaysAgo) } : {}),
		});
	}
	for (const customer of petParents) {
		const customerId = demoCustomers[customer].id;
		state.addEnrolment({ ...firstClaimOf('petParent'), customerId, givenOn: daysAgo(8) });
	}
	for (const { id, badge, customer, ...earned } of Object.values(demoEarned)) {
		state.addEarned({
			id,
			...firstClaimOf(badge),
			customerId: demoCustomers[customer as DemoCustomerKey].id,
			givenOn: daysAgo(earned.daysAgo),
			...('enrolment' in earned ? { enrolmentId: demoEnrolments[earned.enrolment].id } : {}),
		});
	}
}

/** What every badge has in the fields that it must have. */
const mandatoryValues: Record<string, string> = Object.fromEntries(
	Object.values(demoCustomFields).flatMap(({ name, isMandatory, defaultValue }) =>
		isMandatory ? [[name, String(defaultValue)]] : [],
	),
);

/** A badge's id, and the claim that things are given by. */
function firstClaimOf(badge: string) {
	const { id, claims } = demoBadges[badge as keyof typeof demoBadges];
	const [ownerType, ownerReferenceId] = claims[0] ?? ['Loyalty', '123'];
	return { badgeMetaId: id, ownerType, ownerReferenceId };
}
