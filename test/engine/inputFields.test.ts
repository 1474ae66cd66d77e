import type { IDataObject } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';

const harness = useHarness();
const parameters = {
	resource: 'badge',
	operation: 'deactivate',
	badge: byId('={{ $json.badge }}'),
};

async function run(options: Record<string, string | boolean>) {
	const { id } = harness().sandbox.state.addBadge();
	const items: IDataObject[] = [
		{ badge: id, id: 'row 1', email: 'a@example.com', order: 7 },
		{ badge: 'none', email: 'b@example.com' },
	];
	const { outputs } = await harness().run({
		parameters: { ...parameters, options },
		items,
		onError: 'continueErrorOutput',
	});
	return { id, items, outputs: outputs.map((output) => output.map(({ json }) => json)) };
}

/** n8n itself adds the input fields to items on the error output. */
const FAILED = [
	{
		...{ badge: 'none', email: 'b@example.com' },
		...{ error: expect.any(String) as string, message: expect.any(String) as string },
	},
];

test("outputs only Capillary's fields by default", async () => {
	const { id, outputs } = await run({ includeInputFields: 'none' });
	expect(outputs).toEqual([[{ id, isActive: false }], FAILED]);
});

test("outputs all input fields, and Capillary's field where both have the name", async () => {
	const { id, items, outputs } = await run({ includeInputFields: 'all' });
	expect(outputs).toEqual([[{ ...items[0], id, isActive: false }], FAILED]);
});

test('outputs the input fields that are selected and exist', async () => {
	const inputFieldNames = ' email,order , hasOwnProperty,';
	const { id, outputs } = await run({ includeInputFields: 'selected', inputFieldNames });
	expect(outputs).toEqual([[{ email: 'a@example.com', order: 7, id, isActive: false }], FAILED]);
});

test('adds the input fields to a preview', async () => {
	const { outputs } = await run({ includeInputFields: 'all', dryRun: true });
	expect(outputs[0]).toMatchObject([{ email: 'a@example.com', preview: { call: 1 } }]);
});

test('refuses Selected without a field name', async () => {
	const { id } = harness().sandbox.state.addBadge();
	const { error } = await harness().run({
		parameters: {
			...parameters,
			options: { includeInputFields: 'selected', inputFieldNames: ' ' },
		},
		items: [{ badge: id }],
	});
	expect(error?.message).toBe("The option 'Input Field Names' is empty [Item 0]");
	expect(harness().calls).toEqual([]);
});
