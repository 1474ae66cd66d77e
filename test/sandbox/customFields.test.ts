import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call } from './client';

const FIELD = `${BADGES}/customField`;
const start = Date.parse('2026-02-18T13:18:34Z');

let time = start;
let sandbox: Sandbox;

beforeEach(async () => {
	time = start;
	sandbox = await startSandbox({ now: () => time });
});
afterEach(() => sandbox.close());

/** The published request. */
const request = { name: 'CF20 dates', isMandatory: false, defaultValue: '0', dataType: 'STRING' };
const create = (fields: Record<string, unknown> = {}) =>
	call(sandbox, 'POST', FIELD, { ...request, ...fields });
const update = (id: string, fields: Record<string, unknown> = {}) =>
	call(sandbox, 'PUT', `${FIELD}/${id}`, { ...request, ...fields });

const created = {
	id: expect.stringMatching(/^[\da-f]{24}$/),
	orgId: 100_001,
	...request,
	isActive: true,
	createdOn: start / 1000,
	createdOnISO: '2026-02-18T13:18:34Z',
	createdBy: 75_000_001,
	lastUpdatedOn: start / 1000,
	lastUpdatedOnISO: '2026-02-18T13:18:34Z',
	lastUpdatedBy: 75_000_001,
};

it('creates a custom field', async () => {
	const { status, json } = await create();

	expect(status).toBe(200);
	expect(json).toEqual({ data: created, errors: [], warnings: [] });
	expect(sandbox.ledger.changes).toEqual([
		{ change: 'customFieldCreated', customFieldId: json.data.id },
	]);
});

it('returns a custom field by its ID, as documented', async () => {
	const { id } = (await create()).json.data;

	const { status, json } = await call(sandbox, 'GET', `${FIELD}/${id}`);

	expect(status).toBe(200);
	expect(json).toEqual({ data: { ...created, id }, errors: [], warnings: [] });
});

it('updates a custom field, as documented', async () => {
	const { id } = (await create()).json.data;
	time = Date.parse('2026-02-19T10:23:23Z');

	const { status, json } = await update(id, { name: 'CF32', defaultValue: null, isActive: false });

	expect(status).toBe(200);
	expect(json).toEqual({
		data: {
			...created,
			id,
			name: 'CF32',
			defaultValue: null,
			isActive: false,
			lastUpdatedOn: time / 1000,
			lastUpdatedOnISO: '2026-02-19T10:23:23Z',
		},
		errors: [],
		warnings: [],
	});
	expect(sandbox.ledger.changes[1]).toEqual({ change: 'customFieldUpdated', customFieldId: id });
});

it('stays active when an update leaves the flag out', async () => {
	const { id } = sandbox.state.addCustomField({ isActive: false });

	expect((await update(id)).json.data.isActive).toBe(false);
});

it.each([
	['a name', { name: undefined }, [400]],
	['a name of its own', { name: 'Taken' }, [740]],
	['a data type', { dataType: undefined }, [741]],
	['a known data type', { dataType: 'string' }, [400]],
	['a default when it is mandatory', { isMandatory: true, defaultValue: undefined }, [742]],
	['a number by default', { dataType: 'INTEGER', defaultValue: 'many' }, [744]],
	['a Boolean by default', { dataType: 'BOOLEAN', defaultValue: '0' }, [745]],
	['mandatory to be a Boolean', { isMandatory: 'perhaps' }, [400]],
	['all that is wrong to be told', { name: 'Taken', dataType: null }, [740, 741]],
])('needs %s', async (_what, fields, expected) => {
	sandbox.state.addCustomField({ name: 'Taken' });
	const { dataType } = fields as { dataType?: 'STRING' };
	const { id } = sandbox.state.addCustomField({ dataType: dataType ?? 'STRING' });

	for (const answer of [await create(fields), await update(id, fields)]) {
		expect(answer.status).toBe(400);
		expect(answer.json.errors.map(({ code }: { code: number }) => code)).toEqual(expected);
	}
	expect(sandbox.ledger.changes).toEqual([]);
});

it('refuses an update when the type differs', async () => {
	const { id } = sandbox.state.addCustomField({ dataType: 'DATE' });

	const { status, json } = await update(id);

	expect([status, json.errors[0].code]).toEqual([400, 746]);
});

it.each([
	['INTEGER', '-12'],
	['BOOLEAN', 'true'],
	['DATE', '2026-02-18 13:18:34'],
	['STRING', 'null'],
])('creates a custom field of type %s', async (dataType, defaultValue) => {
	const { json } = await create({ dataType, defaultValue, isMandatory: true });

	expect(json.data).toMatchObject({ dataType, defaultValue, isMandatory: true });
});

it.each([
	['GET', undefined],
	['PUT', request],
])('responds with 404 to %s when the ID is unknown', async (method, body) => {
	const { status, json } = await call(sandbox, method, `${FIELD}/nonesuch`, body);

	expect([status, json.errors[0].code]).toEqual([404, 404]);
});

it('lists pages, last changed first', async () => {
	for (let index = 0; index < 12; index++) {
		time++;
		sandbox.state.addCustomField({ name: String(index), isActive: index !== 11 });
	}
	const page = async (query: string) => (await call(sandbox, 'GET', FIELD + query)).json;
	const names = ({ data }: { data: { customFieldROList: Array<{ name: string }> } }) =>
		data.customFieldROList.map(({ name }) => name).join(' ');

	const first = await page('');
	expect([first.errors, first.warnings]).toEqual([[], []]);
	expect(first.data.pagination).toEqual({ page: 0, size: 10, total: 12, totalPages: 2 });
	expect(Object.keys(first.data.customFieldROList[0]).sort()).toEqual(Object.keys(created).sort());
	expect(names(first)).toBe('11 10 9 8 7 6 5 4 3 2');
	expect(names(await page('?page=1&size=10&sortOn=LAST_UPDATED_DATE'))).toBe('1 0');
	expect(names(await page('?size=2&order=ASC'))).toBe('0 1');
	expect(names(await page('?isActive=false'))).toBe('11');
	expect((await page('?isActive=true')).data.pagination.total).toBe(11);
});

it.each(['order=UP', 'size=0', 'sortOn=NAME'])('refuses %s', async (query) => {
	expect((await call(sandbox, 'GET', `${FIELD}?${query}`)).status).toBe(400);
});
