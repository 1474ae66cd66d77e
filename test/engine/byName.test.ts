import type { IDataObject } from 'n8n-workflow';

import { useHarness } from './testHarness';

const harness = useHarness();

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const parameters = {
	resource: 'badge',
	operation: 'deactivate',
	badge: byName('={{ $json.name }}'),
};

const listCalls = () => harness().calls.filter(({ method }) => method === 'GET');

test.each([
	['exactly', 'Summer Sale'],
	['with spaces around it', '  Summer Sale '],
	['in another case', 'summer SALE'],
])('finds a badge when its name is entered %s', async (_, name) => {
	const { state } = harness().sandbox;
	state.addBadge({ name: 'Summer Sale 2025' });
	const { id } = state.addBadge({ name: 'Summer Sale' });
	const { outputs, rows } = await harness().run({ parameters, items: [{ name }] });

	expect(outputs[0].map(({ json }) => json)).toEqual([{ id, isActive: false }]);
	expect(rows[0]).toEqual([0]);
});

test('looks each name up once in a run', async () => {
	const { state } = harness().sandbox;
	state.addBadge({ name: 'Gold' });
	state.addBadge({ name: 'Silver' });
	const items = Array.from({ length: 40 }, (_, nth) => ({ name: nth % 2 ? 'Gold' : 'Silver' }));
	const { status } = await harness().run({ parameters, items });

	expect(status).toBe('success');
	expect(listCalls()).toHaveLength(2);
	expect(harness().changes).toHaveLength(2);
});

test('prefers the exact name when another differs only in case', async () => {
	const { state } = harness().sandbox;
	state.addBadge({ name: 'GOLD' });
	const { id } = state.addBadge({ name: 'Gold' });
	const { outputs } = await harness().run({ parameters, items: [{ name: 'Gold' }] });

	expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
});

describe('fails only the item whose name cannot be found', () => {
	async function failed(name: string): Promise<IDataObject> {
		const { id } = harness().sandbox.state.addBadge({ name: 'Winter' });
		const { outputs } = await harness().run({
			parameters,
			items: [{ name }, { name: 'Winter' }],
			onError: 'continueErrorOutput',
		});
		expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
		expect(harness().changes).toHaveLength(1);
		return outputs[1][0].json;
	}

	test('and suggests similar names', async () => {
		const { state } = harness().sandbox;
		state.addBadge({ name: 'Summer Sale' });
		state.addBadge({ name: 'Explorer' });
		const { error, message } = await failed('Sumer Sale');

		expect(error).toBe("'Badge' is not the name of a badge: 'Sumer Sale' [Item 0]");
		expect(message).toMatch(/^Similar names: 'Summer Sale'/);
	});

	test('because several badges have the name', async () => {
		const { state } = harness().sandbox;
		const ids = ['GOLD', 'Gold'].map((name) => state.addBadge({ name }).id);
		const { error } = await failed('gold');

		for (const id of ids) expect(error).toContain(id);
		expect(error).toMatch(/^'Badge' fits several: .* \[Item 0\]$/);
	});

	test('because the name is empty', async () => {
		expect((await failed('')).error).toBe("'Badge' is empty [Item 0]");
	});
});

test('says why a name could not be looked up, and changes nothing', async () => {
	harness().sandbox.faults.set([
		{ match: { method: 'GET' }, times: 'always', fault: { kind: 'status', status: 400 } },
	]);
	const { error } = await harness().run({ parameters, items: [{ name: 'Gold' }] });

	expect(error?.message).toMatch(/^'Badge' could not be looked up by name: .* \[Item 0\]$/);
	expect(harness().changes).toEqual([]);
});

test('names the badge in errors and previews, whether found by name or picked from the list', async () => {
	const { id } = harness().sandbox.state.addBadge({ name: 'Summer Sale' });
	const picked = {
		__rl: true,
		mode: 'list',
		value: id,
		cachedResultName: 'Summer Sale (upcoming)',
	};
	for (const badge of [byName('Summer Sale'), picked]) {
		const preview = await harness().run({
			parameters: { ...parameters, badge, options: { dryRun: true } },
			items: [{}],
		});
		expect(preview.outputs[0][0].json).toMatchObject({
			preview: { action: `Would deactivate badge Summer Sale (${id})` },
		});
	}
	harness().sandbox.faults.set([
		{ match: { method: 'PUT' }, fault: { kind: 'status', status: 400 } },
	]);
	const { error } = await harness().run({
		parameters: { ...parameters, badge: picked },
		items: [{}],
	});
	expect(error?.message).toMatch(
		new RegExp(`^Could not deactivate badge Summer Sale \\(${id}\\): `),
	);
});

test('reads the list once when there are many names', async () => {
	const { state } = harness().sandbox;
	const items = Array.from({ length: 60 }, (_, nth) => ({
		name: state.addBadge({ name: `B${nth}` }).name,
	}));
	const { status } = await harness().run({ parameters, items });

	expect(status).toBe('success');
	expect(listCalls()).toHaveLength(1);
	expect(harness().changes).toHaveLength(60);
});

test('takes an ID that is entered as a name for the ID', async () => {
	const { id } = harness().sandbox.state.addBadge({ name: 'Gold' });
	const { outputs } = await harness().run({ parameters, items: [{ name: id }] });

	expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
	expect(listCalls()).toEqual([]);
});

describe('when the list is incomplete', () => {
	/**
	 * Adds many badges before the named ones, so that a server that ignores pages never shows
	 * these.
	 */
	function addAfterMany(...names: string[]) {
		const { state } = harness().sandbox;
		for (let nth = 0; nth < 120; nth++) state.addBadge({ name: `B${nth}` });
		return names.map((name) => state.addBadge({ name }).id);
	}

	test.each([1, 13])('never takes another badge (%d other names)', async (others) => {
		const { state } = harness().sandbox;
		state.addBadge({ name: 'GOLD' });
		const [gold] = addAfterMany('Gold');
		harness().sandbox.faults.set({ variants: { paging: 'ignored' } });
		const items = [
			{ name: 'Gold' },
			...Array.from({ length: others }, (_, n) => ({ name: `B${n}` })),
		];
		const { outputs } = await harness().run({ parameters, items, onError: 'continueErrorOutput' });

		expect(outputs[0][0].json.id).toBe(gold);
	});

	test('does not say that there is no such badge', async () => {
		addAfterMany();
		harness().sandbox.faults.set({ variants: { paging: 'ignored', mostPerPage: '50' } });
		const { error } = await harness().run({ parameters, items: [{ name: 'Silver' }] });

		expect(error?.message).toMatch(
			/could not be looked up by name: .* does not have the whole list/,
		);
	});
});

test('reads the whole list when the search for a name is refused', async () => {
	const { id } = harness().sandbox.state.addBadge({ name: '50% (EU' });
	harness().sandbox.faults.set([
		{
			match: { method: 'GET' },
			times: 1,
			fault: { kind: 'status', status: 400, body: { errors: [{ code: 1, message: 'No' }] } },
		},
	]);
	const { outputs } = await harness().run({ parameters, items: [{ name: '50% (EU' }] });

	expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
});

test('sends at most two calls when a whole column holds no names', async () => {
	harness().sandbox.state.addBadge({ name: 'Gold' });
	const items = Array.from({ length: 500 }, (_, nth) => ({ name: `someone${nth}@example.com` }));
	const { outputs } = await harness().run({ parameters, items, onError: 'continueErrorOutput' });

	expect(outputs[1]).toHaveLength(500);
	expect(harness().calls.length).toBeLessThanOrEqual(2);
});
