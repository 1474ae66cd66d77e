import { isFixedWindow, withReference } from '../fixedWindows';
import { ownerTypes, type Badge, type BadgeSetup, type Constraint } from '../model';
import { checkAll, Refusal, type Checks } from '../refusal';
import type { SandboxState } from '../state';
import { DAY } from '../times';
import { badgeFormOf, type BadgeForm } from './badgeForm';
import { wholeBadge } from './badgeView';
import { badgesEndpoint, ok } from './endpoint';
import { badgeOf, objectOf, textOf } from './reading';

interface Context {
	state: SandboxState;
	/** Asked for by a header: the badge lies in the past. */
	historical?: boolean;
}

/** Modules that can be made owners: one more than can claim. */
const OWNERS: readonly string[] = [...ownerTypes, 'Membercare'];

/** https://docs.capillarytech.com/reference/create-badges-org */
const create = badgesEndpoint('POST', '/badgeMeta', ({ state, body, headers, record }) => {
	const form = badgeFormOf(body);
	const historical = headers['x-cap-badges-migration'] === 'migration';
	checkAll(CREATE_CHECKS, form, { state, historical });

	const now = state.now();
	const badge = state.addBadge({
		...setupOf(state, { ...form, active: form.active ?? true }),
		createdOn: now,
		lastUpdatedOn: now,
	});
	record({ change: 'badgeCreated', badgeMetaId: badge.id });
	return { ...ok(wholeBadge(state, badge)), status: 201 };
});

/**
 * Takes the whole badge; what the body leaves out is gone afterwards:
 * https://docs.capillarytech.com/reference/update-badges
 */
const update = badgesEndpoint('PUT', '/badgeMeta', ({ state, body, record }) => {
	const id = textOf(objectOf(body).id);
	if (id === undefined) throw new Refusal('badgeIdMissing');
	const form = badgeFormOf(body);
	const badge = badgeOf(state, id);
	checkAll(UPDATE_CHECKS, form, { state, badge });

	const setup = keepingWhatIsTheSame(badge, setupOf(state, form));
	const fields = Object.keys(setup).filter((name) => differs(badge, setup, name));
	if (fields.length > 0) {
		const formerLimits = isOut(state, badge) ? limitsInForce(badge) : {};
		Object.assign(badge, setup, { formerLimits, lastUpdatedOn: state.now() });
		record({ change: 'badgeUpdated', badgeMetaId: badge.id, fields });
	}
	return ok(wholeBadge(state, badge));
});

/** The calls that create and update a badge. */
export const badgeSetup = [create, update];

const SHARED_CHECKS: Checks<BadgeForm, Context> = {
	ownerNotConfigured: ({ restrictedToOwners = [] }) =>
		restrictedToOwners.some((owner) => !isOwner(owner)),
	nameMissing: ({ name }) => name === undefined,
	startMissing: ({ startOn }) => startOn === undefined,
	expiryMissing: ({ expiresOn }) => expiresOn === undefined,
	earnTypeMissing: ({ earnType }) => earnType === undefined,
	earnExpiryMissing: ({ earnedBadgeExpiry }) => earnedBadgeExpiry === undefined,
	issueExpiryMissing: ({ earnType, issuedBadgeExpiry }) =>
		earnType === 'ISSUE_EARN' && !issuedBadgeExpiry,
	startAfterEnd: ({ startOn = -Infinity, expiresOn = Infinity }) => startOn >= expiresOn,
	groupNotFound: ({ badgeGroupId = null }, { state }) =>
		badgeGroupId !== null && !state.groups.has(badgeGroupId),
};

const CREATE_CHECKS: Checks<BadgeForm, Context> = {
	...SHARED_CHECKS,
	ownersEmpty: ({ restrictedToOwners = [] }) => !restrictedToOwners.some(isOwner),
	nameTaken: ({ name }, { state }) => hasName(state, name),
	// A day that is past: whoever starts a badge now means today.
	startInPast: ({ startOn = Infinity }, { state, historical }) =>
		!historical && startOn < state.now() - (state.now() % DAY),
	expiryInPast: ({ expiresOn = Infinity }, { state, historical }) =>
		!historical && expiresOn < state.now(),
	// Published for this call too, though nothing changes yet: here, for a badge that would be
	// limited in both ways at once. A customer's limits can be, as the published answer shows.
	limitsSwapped: ({ badgeConstraints = [] }) =>
		badgeConstraints.some(isFixedWindow) && badgeConstraints.some(isOtherLimit),
};

const UPDATE_CHECKS: Checks<BadgeForm, Context & { badge: Badge }> = {
	...SHARED_CHECKS,
	ownershipMissing: ({ restrictedToOwners }) => restrictedToOwners === undefined,
	ownersEmpty: ({ restrictedToOwners }) =>
		restrictedToOwners !== undefined && !restrictedToOwners.some(isOwner),
	activeMissing: ({ active }) => active === undefined,
	nameTaken: ({ name }, { state, badge }) => name !== badge.name && hasName(state, name),
	startFixed: ({ startOn }, { state, badge }) =>
		startOn !== undefined && isOut(state, badge) && !sameSecond(startOn, badge.startOn),
	expiryInPast: ({ expiresOn = Infinity }, { state, badge }) =>
		expiresOn < state.now() && !sameSecond(expiresOn, badge.expiresOn),
	ownerStillClaims: ({ restrictedToOwners }, { badge }) =>
		restrictedToOwners !== undefined &&
		badge.claims.some(
			({ ownerType, isActive }) => isActive && !restrictedToOwners.includes(ownerType),
		),
	earnTypeFixed: ({ earnType }, { badge }) => earnType !== undefined && earnType !== badge.earnType,
	limitsSwapped: ({ customerConstraints = [], badgeConstraints = [] }, { state, badge }) =>
		isOut(state, badge) &&
		(areSwapped(limitsInForce(badge).customerConstraints, customerConstraints) ||
			areSwapped(limitsInForce(badge).badgeConstraints, badgeConstraints)),
};

function isOwner(name: string): boolean {
	return OWNERS.includes(name);
}

/** Names are told apart by case. */
function hasName(state: SandboxState, name: string | undefined): boolean {
	return [...state.badges.values()].some((badge) => badge.name === name);
}

/** Whether a badge is live or has been. */
function isOut(state: SandboxState, badge: Badge): boolean {
	return state.statusOfBadge(badge) !== 'UPCOMING';
}

/** Answers tell ISO times by the second: a time that was read and sent back is the same to that. */
function sameSecond(one: number, other: number): boolean {
	return Math.floor(one / 1000) === Math.floor(other / 1000);
}

function isOtherLimit({ constraintType }: Constraint): boolean {
	return /(FIXED_VALUE|ROLLING_WINDOW)$/.test(constraintType);
}

/** The limits of a badge; where they were taken away, those that it had before. */
function limitsInForce({ customerConstraints, badgeConstraints, formerLimits = {} }: Badge) {
	const last = (limits: Constraint[], former: Constraint[] = []) =>
		limits.some((one) => isFixedWindow(one) || isOtherLimit(one)) ? limits : former;
	return {
		customerConstraints: last(customerConstraints, formerLimits.customerConstraints),
		badgeConstraints: last(badgeConstraints, formerLimits.badgeConstraints),
	};
}

/** Whether the one sort of limit has given way to the other. */
function areSwapped(before: Constraint[], after: Constraint[]): boolean {
	const wasWindow = before.some(isFixedWindow);
	const wasOther = before.some(isOtherLimit);
	const swapped = after.some(isFixedWindow) === wasOther && after.some(isOtherLimit) === wasWindow;
	return wasWindow !== wasOther && swapped;
}

/** A form that has passed the checks, with the mandatory custom fields that it does not name. */
function setupOf(state: SandboxState, form: BadgeForm): BadgeSetup {
	const defaults = [...state.customFields.values()]
		.filter(({ isMandatory, isActive }) => isMandatory && isActive)
		.map(({ name, defaultValue }) => [name, defaultValue]);
	const customFields = { ...Object.fromEntries(defaults), ...form.customFields };
	const told = Object.entries({ ...form, customFields }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(told) as BadgeSetup;
}

/** The setup with times and reference ids as the badge has them, where they stand for the same. */
function keepingWhatIsTheSame(badge: Badge, setup: BadgeSetup): BadgeSetup {
	const kept = (name: 'startOn' | 'expiresOn') =>
		sameSecond(setup[name], badge[name]) ? badge[name] : setup[name];
	const referenced = (before: Constraint[], after: Constraint[]) =>
		after.map((limit) => {
			const same = before.find(({ constraintType }) => constraintType === limit.constraintType);
			const referenceId = same?.referenceId;
			return withReference(referenceId === undefined ? limit : { referenceId, ...limit });
		});
	return {
		...setup,
		startOn: kept('startOn'),
		expiresOn: kept('expiresOn'),
		customerConstraints: referenced(badge.customerConstraints, setup.customerConstraints),
		badgeConstraints: referenced(badge.badgeConstraints, setup.badgeConstraints),
	};
}

function differs(badge: Badge, setup: BadgeSetup, name: string): boolean {
	const field = name as keyof BadgeSetup;
	return JSON.stringify(sorted(badge[field])) !== JSON.stringify(sorted(setup[field]));
}

/** Objects with their keys in order, for comparing. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
