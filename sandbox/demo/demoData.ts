// Fills an empty sandbox with the demo: badges, groups, custom fields, customers, and who holds what.
import { demoBadges, type DemoBadgeKey } from './badges';
import { demoCustomers, type DemoCustomerKey } from './customers';
import { demoCustomFields } from './customFields';
import { demoGroups } from './groups';
import { demoEarned, demoEnrolments } from './holdings';
import type { SandboxState } from '../data/state';
import { DAY } from '../data/times';

export { demoBadges, demoCustomers, demoCustomFields, demoEarned, demoEnrolments, demoGroups };

/** How many customers are enrolled for Pet Parent: enough to try a bulk revocation. */
const PET_PARENTS = 45;

/** Adds the demo to an empty sandbox. IDs are always the same; dates count from today. */
export function seedDemo(state: SandboxState): void {
	const midnight = state.now() - (state.now() % DAY);
	const daysAgo = (days: number) => midnight - days * DAY;
	const madeLongAgo = { createdOn: daysAgo(500), lastUpdatedOn: daysAgo(500) };

	Object.values(demoGroups).forEach(({ id, name }, index) =>
		state.addGroup({ id, name, rank: index + 1, ...madeLongAgo }),
	);
	for (const field of Object.values(demoCustomFields)) {
		state.addCustomField({ ...field, ...madeLongAgo });
	}
	for (const [key, badge] of Object.entries(demoBadges)) {
		const { id, name, description, earnType, days, owners, claims, switchedOff, limits } = badge;
		const madeOn = daysAgo(20 - days[0]);
		state.addBadge({
			id,
			name,
			description,
			earnType,
			...placeOf(key as DemoBadgeKey),
			startOn: daysAgo(-days[0]),
			expiresOn: daysAgo(-days[1]),
			createdOn: madeOn,
			lastUpdatedOn: madeOn,
			restrictedToOwners: owners,
			active: !switchedOff,
			customerConstraints: limits,
			customFields: mandatoryValues,
		});
		for (const claim of claims) state.addClaim({ badgeMetaId: id, ...claim });
	}
	for (const customer of Object.values(demoCustomers)) state.addCustomer(customer);
	for (const enrolment of Object.values(demoEnrolments)) {
		state.addEnrolment({
			...holdingOf(enrolment),
			givenOn: daysAgo(enrolment.daysAgo),
			...('revokedDaysAgo' in enrolment ? { revokedOn: daysAgo(enrolment.revokedDaysAgo) } : {}),
		});
	}
	for (const { id: customerId } of Object.values(demoCustomers).slice(0, PET_PARENTS)) {
		state.addEnrolment({ ...firstClaimOf('petParent'), customerId, givenOn: daysAgo(8) });
	}
	for (const earned of Object.values(demoEarned)) {
		state.addEarned({
			...holdingOf(earned),
			givenOn: daysAgo(earned.daysAgo),
			...('enrolment' in earned ? { enrolmentId: demoEnrolments[earned.enrolment].id } : {}),
		});
	}
}

/** The values of the mandatory custom fields, which every badge has. */
const mandatoryValues: Record<string, string> = Object.fromEntries(
	Object.values(demoCustomFields).flatMap((field) =>
		'isMandatory' in field ? [[field.name, field.defaultValue]] : [],
	),
);

/** A badge's group and its rank in the group. */
function placeOf(badge: DemoBadgeKey) {
	const groups: Array<{ id: string; badges: DemoBadgeKey[] }> = Object.values(demoGroups);
	const group = groups.find(({ badges }) => badges.includes(badge));
	return {
		badgeGroupId: group?.id ?? null,
		badgeRank: group ? group.badges.indexOf(badge) + 1 : null,
	};
}

function holdingOf(held: { id: string; badge: DemoBadgeKey; customer: DemoCustomerKey }) {
	const { id, badge, customer } = held;
	return { id, ...firstClaimOf(badge), customerId: demoCustomers[customer].id };
}

/** A badge's ID and its first claim, under which the badge is given. */
function firstClaimOf(badge: DemoBadgeKey) {
	const { id, claims } = demoBadges[badge];
	const [{ ownerType, referenceId }] = claims;
	return { badgeMetaId: id, ownerType, ownerReferenceId: referenceId };
}
