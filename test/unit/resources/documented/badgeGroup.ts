import { BADGES_API } from '../../../../nodes/CapillaryBadges/api/call';
import { publishedExample, type Example } from './example';

const PATH = `${BADGES_API}/group`;
const ID = '69708faa0772ad476ecf8511';

const group = (name: string, rank: number, lastUpdatedOn = '2026-01-21T08:34:50.000Z') => ({
	id: ID,
	name,
	rank,
	isActive: true,
	createdOn: '2026-01-21T08:34:50.000Z',
	lastUpdatedOn,
});

const changed: Pick<Example, 'operation' | 'items' | 'lookedUp'> = {
	operation: ['badgeGroup', 'update'],
	items: [{ badgeGroup: ID, simplify: true, updateFields: { name: 'GROUP_RANK_59' } }],
	lookedUp: { id: ID, orgId: 100737, name: 'skjhfdjfhgiok', rank: 1, isActive: true },
};

interface Listed {
	id: string;
	name: string;
	rank: number;
	createdOn: number;
	lastUpdatedOn: number;
}

const LIST = 'get-all-groups/200/Result';
const { badgeGroups } = (publishedExample(LIST) as { data: { badgeGroups: Listed[] } }).data;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

export const badgeGroup: Example[] = [
	{
		name: 'create',
		operation: ['badgeGroup', 'create'],
		items: [{ name: 'skjhfdjfhgiok', rank: 214748364, simplify: true }],
		request: { method: 'POST', path: PATH },
		sends: 'create-badges-group/request/Request Example',
		answers: 'create-badges-group/200/Sample response',
		outcomes: [[group('skjhfdjfhgiok', 214748364)]],
	},
	{
		name: 'update the name, sends the old rank',
		...changed,
		request: { method: 'PUT', path: `${PATH}/${ID}` },
		sends: 'update-badges-group/request/Request Example',
		answers: 'update-badges-group/200/Sample response',
		outcomes: [[group('GROUP_RANK_59', 1, '2026-02-16T13:05:22.000Z')]],
	},
	{
		name: 'update, refused with an empty object',
		...changed,
		answers: 'update-badges-group/400/Result',
		outcomes: [{ says: /HTTP status 400/ }],
	},
	{
		name: 'list',
		operation: ['badgeGroup', 'getAll'],
		items: [{ returnAll: true, simplify: true }],
		request: { method: 'GET', path: PATH, query: { page: 0, size: 100 } },
		answers: LIST,
		outcomes: [
			badgeGroups.map(({ id, name, rank, createdOn, lastUpdatedOn }) => ({
				id,
				name,
				rank,
				isActive: true,
				createdOn: iso(createdOn),
				lastUpdatedOn: iso(lastUpdatedOn),
			})),
		],
	},
	{
		name: 'list, whole objects',
		operation: ['badgeGroup', 'getAll'],
		items: [{ returnAll: true, simplify: false }],
		answers: LIST,
		outcomes: [badgeGroups],
	},
	{
		name: 'list, refused with an empty object',
		operation: ['badgeGroup', 'getAll'],
		items: [{ returnAll: true, simplify: true }],
		answers: 'get-all-groups/400/Result',
		outcomes: [{ says: /HTTP status 400/ }],
	},
	{
		name: 'get',
		operation: ['badgeGroup', 'get'],
		items: [{ badgeGroup: ID, simplify: true }],
		request: { method: 'GET', path: `${PATH}/${ID}` },
		answers: 'get-group-by-id/200/Result',
		outcomes: [[group('skjhfdjfhgiok', 214748364)]],
	},
	{
		name: 'get, refused with an empty object',
		operation: ['badgeGroup', 'get'],
		items: [{ badgeGroup: ID, simplify: true }],
		answers: 'get-group-by-id/400/Result',
		outcomes: [{ says: /HTTP status 400/ }],
	},
];
