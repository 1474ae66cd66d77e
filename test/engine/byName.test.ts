import type { IDataObject } from 'n8n-workflow';

import { useWorkbench } from './workbench';

const bench = useWorkbench();

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const parameters = {
	resource: 'badge',
	operation: 'deactivate',
	badge: byName('={{ $json.name }}'),
};

const listCalls = () => bench().calls.filter(({ method }) => method === 'GET');

test.each([
	['as it is', 'Summer Sale'],
	['with blanks around it', '  Summer Sale '],
	['in other case', 'summer SALE'],
])('finds the badge by its name %s', async (_, name) => {
	const { state } = bench().sandbox;
	state.addBadge({ name: 'Summer Sale 2025' });
	const { id } = state.addBadge({ name: 'Summer Sale' });
	const { outputs, rows } = await bench().run({ parameters, items: [{ name }] });

	expect(outputs[0].map(({ json }) => json)).toEqual([{ id, isActive: false }]);
	expect(rows[0]).toEqual([0]);
});

test('looks each name up once in a run', async () => {
	const { state } = bench().sandbox;
	state.addBadge({ name: 'Gold' });
	state.addBadge({ name: 'Silver' });
	const items = Array.from({ length: 40 }, (_, nth) => ({ name: nth % 2 ? 'Gold' : 'Silver' }));
	const { status } = await bench().run({ parameters, items });

	expect(status).toBe('success');
	expect(listCalls()).toHaveLength(2);
	expect(bench().changes).toHaveLength(2);
});

test('takes the exact name where another differs in case only', async () => {
	const { state } = bench().sandbox;
	state.addBadge({ name: 'GOLD' });
	const { id } = state.addBadge({ name: 'Gold' });
	const { outputs } = await bench().run({ parameters, items: [{ name: 'Gold' }] });

	expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
});

describe('fails the item alone', () => {
	async function failed(name: string): Promise<IDataObject> {
		const { id } = bench().sandbox.state.addBadge({ name: 'Winter' });
		const { outputs } = await bench().run({
			parameters,
			items: [{ name }, { name: 'Winter' }],
			onError: 'continueErrorOutput',
		});
		expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
		expect(bench().changes).toHaveLength(1);
		return outputs[1][0].json;
	}

	test('with the nearest names when no badge has it', async () => {
		const { state } = bench().sandbox;
		state.addBadge({ name: 'Summer Sale' });
		state.addBadge({ name: 'Explorer' });
		const { error, message } = await failed('Sumer Sale');

		expect(error).toBe("'Badge' is not the name of a badge: 'Sumer Sale' [Item 0]");
		expect(message).toMatch(/^Similar names: 'Summer Sale'/);
	});

	test('when several badges fit', async () => {
		const { state } = bench().sandbox;
		const ids = ['GOLD', 'Gold'].map((name) => state.addBadge({ name }).id);
		const { error } = await failed('gold');

		for (const id of ids) expect(error).toContain(id);
		expect(error).toMatch(/^'Badge' fits several: .* \[Item 0\]$/);
	});

	test('when the name is empty', async () => {
		expect((await failed('')).error).toBe("'Badge' is empty [Item 0]");
	});
});

test('says why a name could not be looked up, and changes nothing', async () => {
	bench().sandbox.faults.set([
		{ match: { method: 'GET' }, times: 'always', fault: { kind: 'status', status: 400 } },
	]);
	const { error } = await bench().run({ parameters, items: [{ name: 'Gold' }] });

	expect(error?.message).toMatch(/^'Badge' could not be looked up by name: .* \[Item 0\]$/);
	expect(bench().changes).toEqual([]);
});

test('names the badge in errors and previews, found by name or picked from the list', async () => {
	const { id } = bench().sandbox.state.addBadge({ name: 'Summer Sale' });
	const picked = {
		__rl: true,
		mode: 'list',
		value: id,
		cachedResultName: 'Summer Sale (upcoming)',
	};
	for (const badge of [byName('Summer Sale'), picked]) {
		const preview = await bench().run({
			parameters: { ...parameters, badge, options: { dryRun: true } },
			items: [{}],
		});
		expect(preview.outputs[0][0].json).toMatchObject({
			preview: { action: `Would deactivate badge Summer Sale (${id})` },
		});
	}
	bench().sandbox.faults.set([
		{ match: { method: 'PUT' }, fault: { kind: 'status', status: 400 } },
	]);
	const { error } = await bench().run({
		parameters: { ...parameters, badge: picked },
		items: [{}],
	});
	expect(error?.message).toMatch(
		new RegExp(`^Could not deactivate badge Summer Sale \\(${id}\\): `),
	);
});

test('reads the list once where many names are searched', async () => {
	const { state } = bench().sandbox;
	const items = Array.from({ length: 60 }, (_, nth) => ({
		name: state.addBadge({ name: `B${nth}` }).name,
	}));
	const { status } = await bench().run({ parameters, items });

	expect(status).toBe('success');
	expect(listCalls()).toHaveLength(1);
	expect(bench().changes).toHaveLength(60);
});

test('an ID in the place of a name is taken for the ID', async () => {
	const { id } = bench().sandbox.state.addBadge({ name: 'Gold' });
	const { outputs } = await bench().run({ parameters, items: [{ name: id }] });

	expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
	expect(listCalls()).toEqual([]);
});

describe('a list that is not whole', () => {
	/** Many badges before one that a server that does not page never shows. */
	function behindOthers(...names: string[]) {
		const { state } = bench().sandbox;
		for (let nth = 0; nth < 120; nth++) state.addBadge({ name: `B${nth}` });
		return names.map((name) => state.addBadge({ name }).id);
	}

	test.each([1, 13])('never leads to another badge (%d other names)', async (others) => {
		const { state } = bench().sandbox;
		state.addBadge({ name: 'GOLD' });
		const [gold] = behindOthers('Gold');
		bench().sandbox.faults.set({ variants: { paging: 'ignored' } });
		const items = [
			{ name: 'Gold' },
			...Array.from({ length: others }, (_, n) => ({ name: `B${n}` })),
		];
		const { outputs } = await bench().run({ parameters, items, onError: 'continueErrorOutput' });

		expect(outputs[0][0].json.id).toBe(gold);
	});

	test('does not say that a badge is unknown', async () => {
		behindOthers();
		bench().sandbox.faults.set({ variants: { paging: 'ignored', mostPerPage: '50' } });
		const { error } = await bench().run({ parameters, items: [{ name: 'Silver' }] });

		expect(error?.message).toMatch(
			/could not be looked up by name: .* does not have the whole list/,
		);
	});
});

test('goes on with the list of all where the search for a name is refused', async () => {
	const { id } = bench().sandbox.state.addBadge({ name: '50% (EU' });
	bench().sandbox.faults.set([
		{
			match: { method: 'GET' },
			times: 1,
			fault: { kind: 'status', status: 400, body: { errors: [{ code: 1, message: 'No' }] } },
		},
	]);
	const { outputs } = await bench().run({ parameters, items: [{ name: '50% (EU' }] });

	expect(outputs[0].map(({ json }) => json.id)).toEqual([id]);
});

test('a wrong column costs few calls', async () => {
	bench().sandbox.state.addBadge({ name: 'Gold' });
	const items = Array.from({ length: 500 }, (_, nth) => ({ name: `someone${nth}@example.com` }));
	const { outputs } = await bench().run({ parameters, items, onError: 'continueErrorOutput' });

	expect(outputs[1]).toHaveLength(500);
	expect(bench().calls.length).toBeLessThanOrEqual(2);
});
