import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call } from './client';

const GROUP = `${BADGES}/group`;
const start = Date.parse('2026-01-21T08:34:50Z');

let time = start;
let sandbox: Sandbox;

beforeEach(async () => {
	time = start;
	sandbox = await startSandbox({ now: () => time });
});
afterEach(() => sandbox.close());

const create = (body: unknown = { name: 'Seasons', rank: 214_748_364 }) =>
	call(sandbox, 'POST', GROUP, body);

const created = {
	id: expect.stringMatching(/^[\da-f]{24}$/),
	orgId: 100_001,
	name: 'Seasons',
	rank: 214_748_364,
	createdBy: 75_000_001,
	createdOn: start / 1000,
	createdOnISO: '2026-01-21T08:34:50Z',
	lastUpdatedBy: 75_000_001,
	lastUpdatedOn: start / 1000,
	lastUpdatedOnISO: '2026-01-21T08:34:50Z',
	isActive: true,
};

it('creates a group, as documented', async () => {
	const { status, json } = await create();

	expect(status).toBe(200);
	expect(json).toEqual({ data: created, errors: [], warnings: [] });
	expect(sandbox.ledger.changes).toEqual([{ change: 'groupCreated', groupId: json.data.id }]);
});

it('returns a group by its ID, as documented', async () => {
	const { id } = (await create()).json.data;

	const { status, json } = await call(sandbox, 'GET', `${GROUP}/${id}`);

	expect(status).toBe(200);
	expect(json).toEqual({ data: { ...created, id }, errors: null, warnings: null });
});

it('updates a group, as documented', async () => {
	const { id } = (await create()).json.data;
	time = Date.parse('2026-02-16T13:05:22Z');

	const { status, json } = await call(sandbox, 'PUT', `${GROUP}/${id}`, { name: 'S', rank: '1' });

	expect(status).toBe(200);
	expect(json).toEqual({
		data: {
			...created,
			id,
			name: 'S',
			rank: 1,
			lastUpdatedOn: time / 1000,
			lastUpdatedOnISO: '2026-02-16T13:05:22Z',
		},
		errors: [],
		warnings: [],
	});
	expect(sandbox.ledger.changes[1]).toEqual({ change: 'groupUpdated', groupId: id });
});

it('accepts an update when the name stays the same', async () => {
	const { id } = (await create()).json.data;

	const { status } = await call(sandbox, 'PUT', `${GROUP}/${id}`, { name: 'Seasons', rank: 2 });

	expect(status).toBe(200);
});

it.each([
	['a name', { rank: 1 }, [735]],
	['a rank', { name: 'New' }, [732]],
	['a name and a rank', {}, [735, 732]],
	['a name of its own', { name: 'Taken', rank: 1 }, [733]],
	['a rank that is a number', { name: 'New', rank: 'first' }, [400]],
	['an object', [], [400]],
])('needs %s', async (_what, body, expected) => {
	sandbox.state.addGroup({ name: 'Taken' });
	const { id } = sandbox.state.addGroup();

	for (const answer of [await create(body), await call(sandbox, 'PUT', `${GROUP}/${id}`, body)]) {
		expect(answer.status).toBe(400);
		expect(answer.json.errors.map(({ code }: { code: number }) => code)).toEqual(expected);
	}
	expect(sandbox.ledger.changes).toEqual([]);
});

it.each([
	['GET', undefined],
	['PUT', { name: 'New', rank: 1 }],
])('responds with 404 to %s when the ID is unknown', async (method, body) => {
	const { status, json } = await call(sandbox, method, `${GROUP}/nonesuch`, body);

	expect([status, json.errors[0].code]).toEqual([404, 404]);
});

it('lists pages, oldest first', async () => {
	for (let index = 0; index < 12; index++) sandbox.state.addGroup({ name: String(index) });
	const page = async (query: string) => (await call(sandbox, 'GET', GROUP + query)).json;
	const names = ({ data }: { data: { badgeGroups: Array<{ name: string }> } }) =>
		data.badgeGroups.map(({ name }) => name).join(' ');

	const first = await page('');
	expect([first.errors, first.warnings]).toEqual([[], []]);
	expect(first.data.pagination).toEqual({ page: 0, size: 10, total: 12, totalPages: 2 });
	expect(Object.keys(first.data.badgeGroups[0]).sort()).toEqual(Object.keys(created).sort());
	expect(names(first)).toBe('0 1 2 3 4 5 6 7 8 9');
	expect(names(await page('?page=1&size=10'))).toBe('10 11');
	expect(names(await page('?page=0&size=3&order=DESC'))).toBe('11 10 9');
});

it.each(['order=UP', 'size=0', 'page=first'])('refuses %s', async (query) => {
	expect((await call(sandbox, 'GET', `${GROUP}?${query}`)).status).toBe(400);
});

it('adds its name to badges in lists', async () => {
	const { id: badgeGroupId } = sandbox.state.addGroup({ name: 'Seasons' });
	sandbox.state.addBadge({ badgeGroupId });

	const { json } = await call(sandbox, 'GET', `${BADGES}/badgeMeta`);

	const named = { badgeGroupId, badgeGroupName: 'Seasons' };
	expect(json.data.metaBasicDetails).toMatchObject([named]);
});
