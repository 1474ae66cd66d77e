import { badgeField, readBadge } from '../../fields/badge';
import { customerFields } from '../../fields/customer';
import { filtersField, readFilterFields, type Query } from '../../fields/filters';
import { getManyFields, readMost } from '../../fields/getMany';
import { optionsField } from '../../fields/options';
import { readSimplify, simplifyField } from '../../fields/simplify';
import type { Item } from '../../fields/item';
import { notConfirmed, type Operation } from '../../engine/operation';
import { BADGES_API, type Response } from '../../api/call';
import { asIsoDate } from '../../api/dates';
import { customerLookup, readCustomerRow, type CustomerRow } from '../shared/customerLookup';
import { asObject, sameId } from '../../api/values';
import { listed, type ListRow } from '../shared/list';

interface Row extends ListRow, Partial<CustomerRow> {
	badge: string;
	query: Query;
}

/** Whose limits are looked at; those of a customer count the times of one customer. */
const LIMITS = [
	{
		name: 'Limits per Badge',
		value: 'BADGE' as const,
		description: 'How often all customers together got the badge',
	},
	{
		name: 'Limits per Customer',
		value: 'CUSTOMER' as const,
		description: 'How often one customer got the badge',
	},
	{ name: 'Both', value: 'ALL' as const, description: 'Either, for one customer' },
];

const list = listed<Row>(
	({ badge, customerId, query }) => ({
		method: 'GET',
		path: `${BADGES_API}/badgeMeta/getFixedWindowDetails`,
		query: { badgeMetaId: badge, ...(customerId ? { customerId } : {}), ...query },
	}),
	{
		name: 'fixedWindowCycles',
		andBy: ['constraintType', 'startDate'],
		outline: {
			fixedWindowCycleReferenceId: 'id',
			constraintType: 'plain',
			startDate: 'date',
			endDate: 'date',
			earnCount: 'plain',
		},
	},
);

/** GET /badgeMeta/getFixedWindowDetails (https://docs.capillarytech.com/reference/get-fixed-window-details). */
export const getUsage: Operation<Row> = {
	option: {
		name: 'Get Usage',
		value: 'getUsage',
		action: 'Get usage of badge limits',
		description: 'See how often a badge was earned in each fixed window of its limits',
	},
	fields: [
		badgeField('The badge, which has a limit by fixed windows'),
		{
			displayName: 'Which Limits',
			name: 'constraintType',
			type: 'options',
			options: LIMITS,
			default: 'BADGE',
			description: 'Whose limits to look at',
		},
		...customerFields.map((field) => ({
			...field,
			displayOptions: { show: { constraintType: ['CUSTOMER', 'ALL'] } },
		})),
		...getManyFields,
		filtersField([
			{
				displayName: 'From',
				name: 'startDate',
				type: 'dateTime',
				default: '',
				description: 'Windows from this date on',
			},
			{
				displayName: 'To',
				name: 'endDate',
				type: 'dateTime',
				default: '',
				description: 'Windows up to this date',
			},
			{
				displayName: 'Window ID',
				name: 'fixedWindowCycleReferenceId',
				type: 'string',
				default: '',
				placeholder: 'e.g. e6791ec9-e92f-34af-bdc3-be2607fdf82c',
				description: 'ID of the fixed windows of one limit',
			},
		]),
		simplifyField,
		optionsField(),
	],
	row(item) {
		const constraintType = item.choice('constraintType', 'Which Limits', LIMITS);
		return {
			badge: readBadge(item),
			...(constraintType === 'BADGE' ? {} : readCustomerRow(item)),
			query: { constraintType, includeEarnCount: true, ...readFilters(item) },
			most: readMost(item),
			simplify: readSimplify(item),
		};
	},
	task: ({ badge }) => `get the usage of badge ${badge}`,
	read: customerLookup<Row>(),
	call: list.call,
	settle(row, answer) {
		const page = readWindows(row, answer);
		return 'refused' in page ? page : { done: page.entries.map(({ output }) => output) };
	},
	pages: { ...list.pages, read: readWindows },
};

function readWindows(row: Row, answer: Response): ReturnType<typeof list.pages.read> {
	const { badgeMetaId } = asObject(answer.data);
	if (!sameId(badgeMetaId ?? row.badge, row.badge)) {
		return notConfirmed(answer, 'about a different badge');
	}
	const page = list.pages.read(row, answer);
	if (!row.simplify || 'refused' in page) return page;
	const entries = page.entries.map(({ key, output }) => {
		return { key, output: { badgeMetaId: row.badge, ...output } };
	});
	return { ...page, entries };
}

function readFilters(item: Item): Query {
	const filters = readFilterFields(item);
	const values = {
		startDate: asIsoDate(filters.has('startDate') && filters.requiredDate('startDate', 'From')),
		endDate: asIsoDate(filters.has('endDate') && filters.requiredDate('endDate', 'To')),
		fixedWindowCycleReferenceId:
			filters.has('fixedWindowCycleReferenceId') &&
			filters.required('fixedWindowCycleReferenceId', 'Window ID'),
	};
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Query;
}
