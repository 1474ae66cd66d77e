import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import type { Customer, Identifier } from '../descriptions/customer';
import { asSent, identifierHeader } from '../resources/customer';
import { BADGES_API } from '../transport/call';
import { load } from './load';

type Entry = Record<string, unknown>;

interface BadgeOfCustomer {
	earnDetails?: { earns?: Entry[] };
	issualDetails?: { issuals?: Entry[] };
}

/** Fills the list of the times that the chosen customer got the chosen badge. */
export async function searchEarnedBadges(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { earnDetails } = await badgeOfCustomer(this);
	const earned = (earnDetails?.earns ?? []).map((entry) => ({
		// No published answer shows these entries; the ID is named so by the event, the calls or in general.
		id: entry.earnId ?? entry.earnedBadgeId ?? entry.id,
		date: entry.earnedOn ?? entry.earnEventDate ?? entry.createdOn,
		isOver: entry.isActive === false || /REVOKED/.test(String(entry.earnStatus ?? entry.status)),
	}));
	return asList(earned, 'Earned', filter);
}

/** Fills the list of the chosen customer's enrolments for the chosen badge. */
export async function searchEnrolments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { issualDetails } = await badgeOfCustomer(this);
	const enrolments = (issualDetails?.issuals ?? []).map((entry) => ({
		id: entry.issueId ?? entry.issuedId,
		date: entry.issuedOn ?? entry.issueEventDate,
		isOver: /REVOKED/.test(String(entry.issuedStatus)),
	}));
	return asList(enrolments, 'Enrolled', filter);
}

/**
 * GET /management/{customerId}/badge/{badgeId}, the only call that gives these IDs
 * (https://docs.capillarytech.com/reference/get-individual-badge-details-of-a-customer).
 */
async function badgeOfCustomer(context: ILoadOptionsFunctions): Promise<BadgeOfCustomer> {
	const badge = current(context, 'badge', 'Badge');
	const customer: Customer = {
		identifier: current(context, 'customerIdentifier', 'Customer Identifier') as Identifier,
		value: current(context, 'customer', 'Customer'),
	};
	const id = encodeURIComponent(String(asSent(customer)));
	const answer = await load(context, {
		method: 'GET',
		path: `${BADGES_API}/management/${id}/badge/${encodeURIComponent(badge)}`,
		query: { includeStatistics: true },
		headers: identifierHeader(customer),
	});
	return answer.data as BadgeOfCustomer;
}

function current(context: ILoadOptionsFunctions, name: string, label: string): string {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (text !== '' && !text.startsWith('=')) return text;
	const why =
		text === ''
			? `Fill '${label}' first.`
			: `'${label}' holds an expression, whose value is known only in a run.`;
	throw new NodeOperationError(
		context.getNode(),
		`${why} Or choose 'By ID' and enter or map the ID.`,
	);
}

function asList(
	entries: Array<{ id: unknown; date: unknown; isOver: boolean }>,
	verb: string,
	filter = '',
): INodeListSearchResult {
	return {
		results: entries
			.filter(({ id, isOver }) => id && !isOver)
			.map(({ id, date }) => ({
				name: `${verb} ${day(date)} · ${String(id)}`,
				value: String(id),
			}))
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}

/** The day of a date that Capillary gives in seconds since 1970 or in ISO 8601. */
function day(date: unknown): string {
	const time = typeof date === 'number' ? date * 1000 : Date.parse(String(date));
	return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : 'at an unknown time';
}
