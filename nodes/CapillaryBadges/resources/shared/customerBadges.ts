import type { Customer } from '../../fields/customerForms';
import { BADGES_API, type Call } from '../../api/call';
import { asIsoDate } from '../../api/dates';
import { entriesIn } from '../../api/paging';
import { asSent, identifierHeader } from './customerLookup';
import { activeIn, asObject, asText, sameId } from '../../api/values';

/** One of the times that a customer got a badge or was enrolled for it. */
export interface CustomerBadge {
	id: string;
	/** Capillary's word for its state, or ours where it says none: ACTIVE, EXPIRED, REVOKED. */
	status: string;
	/** Whether it has neither expired nor been revoked. */
	isActive: boolean;
	/** When the customer got it or was enrolled, ISO 8601 in UTC. */
	on: string | null;
	/** When it was entered at Capillary, ISO 8601 in UTC. */
	madeOn: string | null;
	/** When what it was given for took place, ISO 8601 in UTC. */
	eventOn: string | null;
	/** When it ends, ISO 8601 in UTC. */
	expiresOn: string | null;
	/** When it was taken back, ISO 8601 in UTC. */
	revokedOn: string | null;
	/** As Capillary gave it. */
	entry: Record<string, unknown>;
}

/**
 * Where the two kinds are in the response, and the names of their fields. No published response shows an
 * entry of `earns`: its names are those of the webhook, of the calls and of the entries of `issuals`.
 */
const KINDS = {
	earned: {
		details: 'earnDetails',
		list: 'earns',
		id: ['earnedBadgeId', 'earnId', 'id'],
		status: ['earnStatus', 'earnedStatus', 'status'],
		on: ['earnedOn', 'earnEventDate', 'createdOn'],
		madeOn: ['earnedOn', 'createdOn'],
		eventOn: ['earnEventDate'],
		expiresOn: ['earnExpiresOn', 'expiresOn'],
	},
	enrolled: {
		details: 'issualDetails',
		list: 'issuals',
		id: ['issueId', 'issuedId', 'id'],
		status: ['issuedStatus', 'issueStatus', 'status'],
		on: ['issuedOn', 'issueEventDate', 'createdOn'],
		madeOn: ['issuedOn', 'createdOn'],
		eventOn: ['issueEventDate'],
		expiresOn: ['issueExpiresOn', 'expiresOn'],
	},
};

/** Got (Earn), or enrolled for (Issue). */
export type CustomerBadgeKind = keyof typeof KINDS;

/**
 * What a customer has of a badge, in the only call that gives the IDs:
 * GET /management/{customerId}/badge/{badgeId}
 * (https://docs.capillarytech.com/reference/get-individual-badge-details-of-a-customer).
 */
export function badgeOfCustomer({ badge, customer }: { badge: string; customer: Customer }): Call {
	const id = encodeURIComponent(String(asSent(customer)));
	return {
		method: 'GET',
		path: `${BADGES_API}/management/${id}/badge/${encodeURIComponent(badge)}`,
		query: { includeStatistics: true },
		headers: identifierHeader(customer),
	};
}

/**
 * What the response to that call says of one kind, in its order.
 *
 * @returns undefined when the response is about another badge, has no list of the kind or entries without ID
 */
export function customerBadgesIn(
	kind: CustomerBadgeKind,
	badge: string,
	data: unknown,
): CustomerBadge[] | undefined {
	const { details, list, ...names } = KINDS[kind];
	const answer = asObject(data);
	const entries = entriesIn(answer[details], { name: list });
	if (!sameId(answer.id, badge) || entries === undefined) return undefined;
	const held = entries.map(asObject).map((entry) => {
		const id = asText(first(entry, names.id)) ?? '';
		const expiresOn = dateOf(entry, names.expiresOn);
		const on = exactDateOf(entry, names.on);
		const madeOn = exactDateOf(entry, names.madeOn);
		const eventOn = dateOf(entry, names.eventOn);
		const revokedOn = exactDateOf(entry, ['revokedOn']);
		const status = asText(first(entry, names.status))?.toUpperCase() ?? statusBy(entry, expiresOn);
		const isActive = !/REVOKED|EXPIRED|INACTIVE|ENDED/.test(status);
		return { id, status, isActive, on, madeOn, eventOn, expiresOn, revokedOn, entry };
	});
	return held.every(({ id }) => id !== '') ? held : undefined;
}

/** The same from the one that the customer got last; of those of the same moment the last in the list. */
export function newestFirst(held: CustomerBadge[]): CustomerBadge[] {
	return [...held].reverse().sort((one, other) => (other.on ?? '').localeCompare(one.on ?? ''));
}

/**
 * Whether it was taken back by a change that was first attempted at that time (epoch milliseconds). One whose
 * entry does not say when counts as taken back then.
 */
export function isRevokedSince(
	{ status, isActive, revokedOn }: CustomerBadge,
	since: number,
): boolean {
	if (isActive || /EXPIRED|ENDED/.test(status)) return false;
	return revokedOn === null || Date.parse(revokedOn) >= since;
}

/** The state of an entry that does not name it. */
function statusBy(entry: Record<string, unknown>, expiresOn: string | null): string {
	if (first(entry, ['revokedOn', 'revokedOnISO']) !== undefined) return 'REVOKED';
	if (activeIn(entry) === false) return 'INACTIVE';
	return expiresOn !== null && Date.parse(expiresOn) <= Date.now() ? 'EXPIRED' : 'ACTIVE';
}

/** The plain fields are the more exact ones, and several can be got within a second. */
function exactDateOf(entry: Record<string, unknown>, names: string[]): string | null {
	return asIsoDate(first(entry, names)) ?? dateOf(entry, names);
}

function dateOf(entry: Record<string, unknown>, names: string[]): string | null {
	return asIsoDate(
		first(
			entry,
			names.flatMap((name) => [`${name}ISO`, name]),
		),
	);
}

/** The value of the first of these fields that has one. */
function first(entry: Record<string, unknown>, names: string[]): unknown {
	return names.map((name) => entry[name]).find((value) => value !== undefined && value !== null);
}
