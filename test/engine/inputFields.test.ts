import type { IDataObject } from 'n8n-workflow';

import { byId, useWorkbench } from './workbench';

const bench = useWorkbench();
const parameters = {
	resource: 'badge',
	operation: 'deactivate',
	badge: byId('={{ $json.badge }}'),
};

async function outputOf(options: Record<string, string | boolean>) {
	const { id } = bench().sandbox.state.addBadge();
	const items: IDataObject[] = [
		{ badge: id, id: 'row 1', email: 'a@example.com', order: 7 },
		{ badge: 'none', email: 'b@example.com' },
	];
	const { outputs } = await bench().run({
		parameters: { ...parameters, options },
		items,
		onError: 'continueErrorOutput',
	});
	return { id, items, outputs: outputs.map((output) => output.map(({ json }) => json)) };
}

/** n8n itself adds the row to what goes to the error output. */
const FAILED = [
	{
		...{ badge: 'none', email: 'b@example.com' },
		...{ error: expect.any(String) as string, message: expect.any(String) as string },
	},
];

test('has only the fields of Capillary unless asked', async () => {
	const { id, outputs } = await outputOf({ includeInputFields: 'none' });
	expect(outputs).toEqual([[{ id, isActive: false }], FAILED]);
});

test('has all fields of the row, and those of Capillary under their names', async () => {
	const { id, items, outputs } = await outputOf({ includeInputFields: 'all' });
	expect(outputs).toEqual([[{ ...items[0], id, isActive: false }], FAILED]);
});

test('has the fields that are named and there', async () => {
	const inputFieldNames = ' email,order , hasOwnProperty,';
	const { id, outputs } = await outputOf({ includeInputFields: 'selected', inputFieldNames });
	expect(outputs).toEqual([[{ email: 'a@example.com', order: 7, id, isActive: false }], FAILED]);
});

test('has them in a preview', async () => {
	const { outputs } = await outputOf({ includeInputFields: 'all', dryRun: true });
	expect(outputs[0]).toMatchObject([{ email: 'a@example.com', preview: { call: 1 } }]);
});

test('is refused when fields are to be selected and none is named', async () => {
	const { id } = bench().sandbox.state.addBadge();
	const { error } = await bench().run({
		parameters: {
			...parameters,
			options: { includeInputFields: 'selected', inputFieldNames: ' ' },
		},
		items: [{ badge: id }],
	});
	expect(error?.message).toBe("The option 'Input Field Names' is empty [Item 0]");
	expect(bench().calls).toEqual([]);
});
