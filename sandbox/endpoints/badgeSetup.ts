// Creating and updating badges.
import { isFixedWindow, withReference } from '../data/fixedWindows';
import { badgeOwners, type Badge, type BadgeSetup, type Constraint } from '../data/model';
import { checkAll, Refusal, type Checks } from '../http/refusal';
import type { SandboxState } from '../data/state';
import { DAY } from '../data/times';
import { badgeFormOf, type BadgeForm } from './badgeForm';
import { wholeBadge } from './badgeView';
import { badgesEndpoint, ok } from './endpoint';
import { badgeOf, objectOf, textOf } from './reading';

interface Context {
	state: SandboxState;
	/** A header allows a badge in the past. */
	historical?: boolean;
}

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
 * https://docs.capillarytech.com/reference/update-badges
 * It replaces the whole badge: fields that the body leaves out are removed.
 */
const update = badgesEndpoint('PUT', '/badgeMeta', ({ state, body, record }) => {
	const id = textOf(objectOf(body).id);
	if (id === undefined) throw new Refusal('badgeIdMissing');
	const form = badgeFormOf(body);
	const badge = badgeOf(state, id);
	checkAll(UPDATE_CHECKS, form, { state, badge });

	const setup = keepingEqualValues(badge, setupOf(state, form));
	const fields = Object.keys(setup).filter((name) => differs(badge, setup, name));
	if (fields.length > 0) {
		const formerLimits = hasStarted(state, badge) ? limitsInForce(badge) : {};
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
	// Only a day in the past is refused: a badge may start today.
	startInPast: ({ startOn = Infinity }, { state, historical }) =>
		!historical && startOn < state.now() - (state.now() % DAY),
	expiryInPast: ({ expiresOn = Infinity }, { state, historical }) =>
		!historical && expiresOn < state.now(),
	// Published for this call too, although nothing changes: here, for a badge with both kinds of limits
	// in total. A customer's limits can have both, as the published response shows.
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
		startOn !== undefined && hasStarted(state, badge) && !sameSecond(startOn, badge.startOn),
	expiryInPast: ({ expiresOn = Infinity }, { state, badge }) =>
		expiresOn < state.now() && !sameSecond(expiresOn, badge.expiresOn),
	ownerStillClaims: ({ restrictedToOwners }, { badge }) =>
		restrictedToOwners !== undefined &&
		badge.claims.some(
			({ ownerType, isActive }) => isActive && !restrictedToOwners.includes(ownerType),
		),
	earnTypeFixed: ({ earnType }, { badge }) => earnType !== undefined && earnType !== badge.earnType,
	limitsSwapped: ({ customerConstraints = [], badgeConstraints = [] }, { state, badge }) =>
		hasStarted(state, badge) &&
		(areSwapped(limitsInForce(badge).customerConstraints, customerConstraints) ||
			areSwapped(limitsInForce(badge).badgeConstraints, badgeConstraints)),
};

function isOwner(name: string): boolean {
	return (badgeOwners as readonly string[]).includes(name);
}

/** Names are case-sensitive. */
function hasName(state: SandboxState, name: string | undefined): boolean {
	return [...state.badges.values()].some((badge) => badge.name === name);
}

/** Whether a badge is live or expired. */
function hasStarted(state: SandboxState, badge: Badge): boolean {
	return state.statusOfBadge(badge) !== 'UPCOMING';
}

/** ISO times in responses have no fractions: a time that is read and sent back must be the same. */
function sameSecond(one: number, other: number): boolean {
	return Math.floor(one / 1000) === Math.floor(other / 1000);
}

function isOtherLimit({ constraintType }: Constraint): boolean {
	return /(FIXED_VALUE|ROLLING_WINDOW)$/.test(constraintType);
}

/** The limits of a badge; where they were removed, the former ones. */
function limitsInForce({ customerConstraints, badgeConstraints, formerLimits = {} }: Badge) {
	const last = (limits: Constraint[], former: Constraint[] = []) =>
		limits.some((one) => isFixedWindow(one) || isOtherLimit(one)) ? limits : former;
	return {
		customerConstraints: last(customerConstraints, formerLimits.customerConstraints),
		badgeConstraints: last(badgeConstraints, formerLimits.badgeConstraints),
	};
}

/** Whether one kind of limit was replaced by the other. */
function areSwapped(before: Constraint[], after: Constraint[]): boolean {
	const wasWindow = before.some(isFixedWindow);
	const wasOther = before.some(isOtherLimit);
	const swapped = after.some(isFixedWindow) === wasOther && after.some(isOtherLimit) === wasWindow;
	return wasWindow !== wasOther && swapped;
}

/** A form that passed the checks, with defaults for mandatory custom fields. */
function setupOf(state: SandboxState, form: BadgeForm): BadgeSetup {
	const defaults = [...state.customFields.values()]
		.filter(({ isMandatory, isActive }) => isMandatory && isActive)
		.map(({ name, defaultValue }) => [name, defaultValue]);
	const customFields = { ...Object.fromEntries(defaults), ...form.customFields };
	const given = Object.entries({ ...form, customFields }).filter(
		([, value]) => value !== undefined,
	);
	return Object.fromEntries(given) as BadgeSetup;
}

/** The setup with the badge's own times and reference IDs where they are equal. */
function keepingEqualValues(badge: Badge, setup: BadgeSetup): BadgeSetup {
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

/** The value with sorted keys, for comparing. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
