import { badgeField, readBadge } from '../../fields/badge';
import { customerFields, nameOf } from '../../fields/customer';
import { locatorField } from '../../fields/locator';
import { isObjectId } from '../../fields/objectId';
import { optionsField } from '../../fields/options';
import { numberBehind, withoutQuotes } from '../../fields/spreadsheet';
import { notConfirmed, warningsOf, type Operation } from '../../engine/operation';
import { BADGES_API, type Response, type Refusal } from '../../api/call';
import { NOT_THEIR_ENROLMENT } from '../../errors/explain';
import { isAboutGrant } from '../../errors/sharedRefusals';
import { sanitizeName } from '../../errors/untrustedText';
import { entriesAbout, errorIn, refusedEntry } from '../shared/customerEntries';
import {
	badgeOfCustomer,
	customerBadgesIn,
	isRevokedSince,
	newestFirst,
} from '../shared/customerBadges';
import { customerLookup, readCustomerRow, type CustomerRow } from '../shared/customerLookup';
import { notChanged } from '../shared/notChanged';
import { asNumber, asObject, asText, sameId } from '../../api/values';

interface Enrolment extends CustomerRow {
	badge: string;
	/** The one enrolment to take back; without it, all that the customer has for the badge. */
	issueId?: string;
}

const WHICH_LABEL = 'What to Revoke';
const WHICH = [
	{
		name: 'All Enrolments',
		value: 'all' as const,
		description: 'Every enrolment that the customer has for the badge',
	},
	{ name: 'One Enrolment', value: 'one' as const, description: 'The enrolment that you choose' },
];
/** The documents show IDs like 236 beside the usual 24 hexadecimal digits. */
const ID_FORM = /^[0-9a-z]{1,64}$/i;

/**
 * POST /badgeMeta/customer/revokeIssue
 * (https://docs.capillarytech.com/reference/revoke-enrolment-of-a-badge): up to 20 customers, or up to
 * 20 single enrolments, of one badge a call; never both lists in one body.
 */
export const revoke: Operation<Enrolment> = {
	option: {
		name: 'Revoke',
		value: 'revoke',
		action: 'Revoke enrolment of customer for badge',
		description:
			"Take back a customer's enrolment for a badge ('Revoke enrolled badge' in Capillary)",
	},
	fields: [
		badgeField('The badge that the customer is enrolled for'),
		...customerFields,
		{
			displayName: WHICH_LABEL,
			name: 'revoke',
			type: 'options',
			options: WHICH,
			default: 'all',
			description: "Which of the customer's enrolments for the badge to take back",
		},
		{
			...locatorField({
				displayName: 'Enrolment',
				name: 'issueId',
				searchListMethod: 'searchEnrolments',
				dependsOn: ['badge.value', 'customerIdentifier', 'customer'],
				listPlaceholder: 'Select an enrolment…',
				otherwise: {
					displayName: 'By ID',
					name: 'id',
					placeholder: 'e.g. 653e024bb3cda7078c7c6903',
				},
				description: 'The enrolment to take back',
			}),
			required: true,
			displayOptions: { show: { revoke: ['one'] } },
		},
		optionsField({ bulk: true, onceOnly: true }),
	],
	row(item) {
		const row = { badge: readBadge(item), ...readCustomerRow(item) };
		if (item.choice('revoke', WHICH_LABEL, WHICH) === 'all') return row;
		const typed = item.required('issueId', 'Enrolment');
		const issueId = enrolmentIdIn(typed);
		if (isObjectId(issueId)) return { ...row, issueId: issueId.toLowerCase() };
		if (ID_FORM.test(issueId)) return { ...row, issueId };
		return item.refuse(
			'Enrolment',
			`holds '${sanitizeName(typed)}', which is not an enrolment ID`,
			'Pick it from the list, or enter its ID: digits and letters only.',
		);
	},
	repeat: () => 'whenDoneCounts',
	task: ({ badge, customer, issueId }) =>
		`revoke ${issueId ? `enrolment ${issueId}` : 'the enrolment'} of ${nameOf(customer)} for badge ${badge}`,
	read: customerLookup(),
	bulk: {
		together: ({ badge, issueId }) => `${badge} ${issueId === undefined ? 'all' : 'one'}`,
		entry: ({ customerId, issueId }) => `${customerId} ${issueId}`,
		refusesAll: isAboutGrant,
	},
	call: (rows) => ({
		method: 'POST',
		path: `${BADGES_API}/badgeMeta/customer/revokeIssue`,
		body: {
			badgeMetaId: rows[0].badge,
			...(rows[0].issueId === undefined
				? { customers: rows.map(({ customerId }) => asNumber(customerId)) }
				: { revokeIssuals: rows.map(({ customerId, issueId }) => ({ customerId, issueId })) }),
		},
	}),
	settle(row, answer) {
		const { badgeMetaId } = asObject(answer.data);
		if (!sameId(badgeMetaId ?? row.badge, row.badge)) {
			return notConfirmed(answer, 'about a different badge');
		}
		const entries = entriesOf(row, answer);
		const failed = entries.find(({ error }) => error);
		const revoked = entries.filter(({ error }) => !error);
		if (entries.length === 0) return notConfirmed(answer, 'without an entry for this customer');
		if (failed) {
			const { refused } = refusedEntry(failed.error, answer);
			const told = saysNotEnrolled(refused) ? { ...refused, ...NOT_ENROLLED } : refused;
			return inPart(
				told,
				revoked.map(({ issuedId }) => issuedId),
			);
		}
		if (revoked.some(({ issuedId }) => issuedId === null)) {
			return notConfirmed(answer, 'without the ID of the enrolment');
		}
		return {
			done: revoked.map(({ issuedId }) => ({ ...output(row, issuedId), ...warningsOf(answer) })),
		};
	},
	lookInto: {
		nothingLeft: saysNotEnrolled,
		call: ({ badge, customerId }) =>
			badgeOfCustomer({ badge, customer: { identifier: 'customerId', value: customerId } }),
		settle(row, read, refused, since) {
			if ('refused' in read) return read;
			const held = customerBadgesIn('enrolled', row.badge, read.answer.data);
			if (!held) return notConfirmed(read.answer, 'without the enrolments of the customer');
			const { issueId } = row;
			const meant = issueId === undefined ? held : held.filter(({ id }) => sameId(id, issueId));
			if (issueId !== undefined && meant.length === 0) {
				return { refused: { cause: 'capillary', message: NOT_THEIR_ENROLMENT } };
			}
			const undone = since === undefined ? [] : meant.filter((one) => isRevokedSince(one, since));
			if (meant.some(({ isActive }) => isActive)) {
				const { refused: still } = notChanged(refused, saysNotEnrolled(refused));
				return inPart(
					still,
					undone.map(({ id }) => id),
				);
			}
			if (undone.length > 0) return { done: undone.map(({ id }) => output(row, id)) };
			const [last] = newestFirst(meant);
			const before = output(row, last?.id ?? null, last !== undefined && isRevokedSince(last, 0));
			return { alreadyDone: [before], asFailure: NOT_ENROLLED };
		},
	},
};

/** What revokeIssue says of a customer who is not enrolled. */
const NOT_ENROLLED: Refusal = {
	cause: 'capillary',
	code: 404,
	message: "Customer doesn't have issue instance",
};

/** 404 on the whole call means that there is no such badge, which is another thing. */
function saysNotEnrolled({ code, status, message, note }: Refusal): boolean {
	const isAboutCustomer = status === undefined || message === NOT_ENROLLED.message;
	return code === NOT_ENROLLED.code && isAboutCustomer && !note;
}

/** The ID behind what a spreadsheet made of it, such as `236.0`. */
function enrolmentIdIn(typed: string): string {
	const plain = withoutQuotes(typed);
	const number = /^\d+[.,]0/.test(plain) ? numberBehind(plain) : undefined;
	return number && 'value' in number ? number.value : plain;
}

/** What the answer says of one enrolment. */
interface Entry {
	issuedId: string | null;
	error?: unknown;
}

/** The entries of the answer that concern the row. An entry that failed may come without the enrolment's ID. */
function entriesOf({ customerId, issueId }: Enrolment, answer: Response): Entry[] {
	const { revokedIssuedBadges } = asObject(answer.data);
	const entries = entriesAbout(customerId, revokedIssuedBadges).map((entry) => ({
		issuedId: asText(entry.issuedId ?? entry.issueId),
		error: errorIn(entry),
	}));
	if (issueId === undefined) return entries;
	const named = entries.filter(({ issuedId }) => sameId(issuedId, issueId));
	return named.length > 0
		? named
		: entries.filter(({ issuedId, error }) => issuedId === null && error);
}

/** The refusal of a customer of whom some enrolments were revoked all the same. */
function inPart(refused: Refusal, revoked: Array<string | null>): { refused: Refusal } {
	if (revoked.length === 0) return { refused };
	const note = `Other enrolments of the customer were revoked: ${revoked.join(', ')}.`;
	return { refused: { ...refused, note } };
}

function output({ badge, customerId }: Enrolment, issuedId: string | null, revoked = true) {
	return { badgeMetaId: badge, customerId: asNumber(customerId), issuedId, revoked };
}
