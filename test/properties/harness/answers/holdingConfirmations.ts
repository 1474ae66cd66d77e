import { fieldsOf, isId, isNothing, isSame, opened } from './hearing';
import { isLookup, isOfBadge, isSaid, type Claimed, type Json } from './row';

/** The customer: by ID, or by what a lookup said. */
function isCustomer({ item, parameters, heard }: Claimed, id: unknown): boolean {
	if (parameters.customerIdentifier === 'customerId') return isSame(id, item.customerId);
	const found = heard.filter(({ call }) => isLookup(call));
	return isSame(id, item.customerId) || found.some(({ data }) => isSame(data, id));
}

const IDS = ['earnedBadgeId', 'earnId', 'issuedId', 'issueId', 'id'];
const isNamed = (entry: Json, id: unknown) => IDS.some((name) => isSame(entry[name], id));
const isFine = ({ error, errorCode, errorMessage }: Json) =>
	[error, errorCode, errorMessage].every((one) => isNothing(one) || one === false || one === 0);

/** An entry for the customer has the ID of what was given, and no error. */
export function isGiven(row: Claimed, id: unknown, lists: string[]): boolean {
	return row.heard.some(({ call, data }) => {
		const whole = fieldsOf(data);
		const { badgeMetaId = null } = whole;
		if (call.method !== 'POST') return false;
		if (badgeMetaId !== null && !isSame(badgeMetaId, row.item.badge)) return false;
		const entries = [...lists.flatMap((name) => listOf(whole[name])), whole];
		return entries.some(
			(entry) =>
				isCustomer(row, entry.customerId) && isFine(entry) && isNamed({ ...whole, ...entry }, id),
		);
	});
}

/** One of the answers to an import has the ID of what was imported. */
export function isImported(row: Claimed): boolean {
	return row.heard
		.flatMap(({ data }) => (Array.isArray(data) ? data : []))
		.some((envelope) => {
			const entry = fieldsOf(opened(envelope)?.data);
			const isIts = isSame(entry.badgeMetaId, row.item.badge) && isCustomer(row, entry.customerId);
			return isIts && isNamed(entry, row.output[0].earnedBadgeId);
		});
}

function listOf(value: unknown): Json[] {
	return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** What the customer has of the badge, as it was read. */
function heldIn(row: Claimed): Json[] {
	return row.heard
		.map(({ data }) => fieldsOf(data))
		.filter(isOfBadge(row))
		.flatMap(({ earnDetails, issualDetails }) => [
			...listOf(fieldsOf(earnDetails).earns),
			...listOf(fieldsOf(issualDetails).issuals),
		]);
}

/** It was read that the customer has it. */
export function isHeld(row: Claimed, id: unknown): boolean {
	return heldIn(row).some((entry) => isNamed(entry, id));
}

/** It was read that it is over. */
export function isOver(row: Claimed, id: unknown): boolean {
	return heldIn(row).some((entry) => {
		const words = Object.keys(entry).filter((name) => /status$/i.test(name));
		const isWord = words.some((name) => isId(entry[name]) && entry[name] !== 'ACTIVE');
		return isNamed(entry, id) && (isWord || isId(entry.revokedOn) || isSaid(entry, false));
	});
}

/** The answer names the earned badge as one that no longer counts. */
export function isRevokedEarn(row: Claimed, id: unknown): boolean {
	const { item, parameters } = row;
	if (parameters.revoke === 'one' && !isSame(id, item.earnedBadge)) return false;
	return row.heard.some(({ call, data }) => {
		const entry = fieldsOf(data);
		const { badgeMetaId = null, customerId = null } = entry;
		return (
			call.path.endsWith('/revokeEarn') &&
			(isSame(entry.earnedBadgeId, id) || isSame(entry.earnId, id)) &&
			(badgeMetaId === null || isSame(badgeMetaId, item.badge)) &&
			(customerId === null ||
				parameters.customerIdentifier !== 'customerId' ||
				isSame(customerId, item.customerId)) &&
			isSaid(entry, false)
		);
	});
}

/** The answer names the enrolment as taken back from the customer, without an error. */
export function isRevokedIssue(row: Claimed, id: unknown): boolean {
	const { item, parameters } = row;
	if (parameters.revoke === 'one' && !isSame(id, item.issueId)) return false;
	return row.heard.some(({ call, data }) => {
		const { badgeMetaId = null, revokedIssuedBadges } = fieldsOf(data);
		const isIts = badgeMetaId === null || isSame(badgeMetaId, item.badge);
		return (
			call.path.endsWith('/revokeIssue') &&
			isIts &&
			listOf(revokedIssuedBadges).some(
				(entry) => isCustomer(row, entry.customerId) && isFine(entry) && isNamed(entry, id),
			)
		);
	});
}
