import { fieldsOf, isId, isNothing, isSame, opened } from './validResponses';
import { isLookup, isOfBadge, isSaid, type Claimed, type Json } from './row';

/** The customer, by ID or by the response to a look-up. */
function isCustomer({ item, parameters, responses }: Claimed, id: unknown): boolean {
	if (parameters.customerIdentifier === 'customerId') return isSame(id, item.customerId);
	const found = responses.filter(({ call }) => isLookup(call));
	return isSame(id, item.customerId) || found.some(({ data }) => isSame(data, id));
}

const IDS = ['earnedBadgeId', 'earnId', 'issuedId', 'issueId', 'id'];
const isNamed = (entry: Json, id: unknown) => IDS.some((name) => isSame(entry[name], id));
const isFine = ({ error, errorCode, errorMessage }: Json) =>
	[error, errorCode, errorMessage].every((one) => isNothing(one) || one === false || one === 0);

/** An entry for the customer has the ID of what was given, and no error. */
export function isGiven(row: Claimed, id: unknown, lists: string[]): boolean {
	return row.responses.some(({ call, data }) => {
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

/** An entry of the response to an import has the ID of what was imported. */
export function isImported(row: Claimed): boolean {
	return row.responses
		.flatMap(({ data }) => (Array.isArray(data) ? data : []))
		.some((envelope) => {
			const entry = fieldsOf(opened(envelope)?.data);
			const matches =
				isSame(entry.badgeMetaId, row.item.badge) && isCustomer(row, entry.customerId);
			return matches && isNamed(entry, row.output[0].earnedBadgeId);
		});
}

function listOf(value: unknown): Json[] {
	return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** What the customer has of the badge, according to the responses. */
function heldIn(row: Claimed): Json[] {
	return row.responses
		.map(({ data }) => fieldsOf(data))
		.filter(isOfBadge(row))
		.flatMap(({ earnDetails, issualDetails }) => [
			...listOf(fieldsOf(earnDetails).earns),
			...listOf(fieldsOf(issualDetails).issuals),
		]);
}

/** A response shows that the customer has it. */
export function isHeld(row: Claimed, id: unknown): boolean {
	return heldIn(row).some((entry) => isNamed(entry, id));
}

/** A response shows that it has ended. */
export function isOver(row: Claimed, id: unknown): boolean {
	return heldIn(row).some((entry) => {
		const statuses = Object.keys(entry).filter((name) => /status$/i.test(name));
		const isEnded = statuses.some((name) => isId(entry[name]) && entry[name] !== 'ACTIVE');
		return isNamed(entry, id) && (isEnded || isId(entry.revokedOn) || isSaid(entry, false));
	});
}

/** The response names the earned badge as inactive. */
export function isRevokedEarn(row: Claimed, id: unknown): boolean {
	const { item, parameters } = row;
	if (parameters.revoke === 'one' && !isSame(id, item.earnedBadge)) return false;
	return row.responses.some(({ call, data }) => {
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

/** The response names the enrolment as revoked for the customer, without an error. */
export function isRevokedIssue(row: Claimed, id: unknown): boolean {
	const { item, parameters } = row;
	if (parameters.revoke === 'one' && !isSame(id, item.issueId)) return false;
	return row.responses.some(({ call, data }) => {
		const { badgeMetaId = null, revokedIssuedBadges } = fieldsOf(data);
		const matches = badgeMetaId === null || isSame(badgeMetaId, item.badge);
		return (
			call.path.endsWith('/revokeIssue') &&
			matches &&
			listOf(revokedIssuedBadges).some(
				(entry) => isCustomer(row, entry.customerId) && isFine(entry) && isNamed(entry, id),
			)
		);
	});
}
