import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import type { Change, LedgerCall } from '../../sandbox/data/ledger';
import type { SandboxState } from '../../sandbox/data/state';
import { answerForms, documentedVariants, type Variants } from '../../sandbox/faults/variants';
import { authentications, type TestHarness } from './testHarness';
import { schemaFields } from './harness/outputSchema';
import type { NodeRun } from './harness/runNode';

/** A call in every detail: a body or query that is not listed must be absent. */
type ExpectedCall = Pick<LedgerCall, 'method' | 'path' | 'body' | 'customerIdentifier'> &
	Partial<Pick<LedgerCall, 'query'>>;

/** Three items of which the middle one cannot succeed, and their expected results. */
export interface ThreeItems {
	items: [IDataObject, IDataObject, IDataObject];
	/** The output for the first item and for the third. */
	done: [IDataObject[], IDataObject[]];
	/** The error of the middle item. */
	error: string;
	/** What changes in Capillary for the first item and for the third. */
	changes: [Change[], Change[]];
	/** All calls, made one at a time. */
	calls: ExpectedCall[];
}

export interface OperationCase {
	parameters: INodeParameters & { resource: string; operation: string };
	/** Whether one call serves all three items. */
	bulk?: boolean;
	/** Whether the node reads what was done when the response does not tell. */
	recovers?: boolean;
	/** Output fields that depend on the item, so that the schema may lack them or have them without need. */
	variableFields?: string[];
	/** Adds what the operation needs to an empty sandbox. */
	prepare(state: SandboxState): ThreeItems;
}

/** earn.create.test.ts tests this variant, where the earned badge's ID is called `issuedId`. */
const TESTED_ELSEWHERE = 'earnBulkAnswer';

/** Every form in which Capillary's documents show a response, except the usual one. */
const variants = (Object.keys(answerForms) as Array<keyof typeof answerForms>)
	.filter((name) => name !== TESTED_ELSEWHERE)
	.flatMap((name) =>
		answerForms[name]
			.filter((choice) => choice !== documentedVariants[name])
			.map((choice): Partial<Variants> => ({ [name]: choice })),
	);

/** The tests that every operation must pass. */
export function testOperation(
	harness: () => TestHarness,
	{ bulk, ...operation }: OperationCase,
): void {
	const parameters = { options: { concurrency: 1 }, ...operation.parameters };

	async function run(onError: OnError, authentication: 'oAuth' | 'basic' = 'oAuth') {
		const expected = operation.prepare(harness().sandbox.state);
		const credential = harness().credential(authentication);
		const result = await harness().run({ parameters, items: expected.items, onError, credential });
		return { expected, result };
	}

	describe.each(authentications)('with %s', (authentication) => {
		test('stops the workflow at the item that fails', async () => {
			const { expected, result } = await run('stopWorkflow', authentication);

			expect(result.status).toBe('error');
			expect(result.outputs).toEqual([]);
			expect(result.error).toMatchObject({ message: expected.error, context: { itemIndex: 1 } });
			expect(result.error?.description).toContain(
				bulk ? '2 of 3 items were done: 0, 2.' : '1 of 3 items were done: 0. Not sent: 2.',
			);
			const [first, third] = expected.changes;
			expect(harness().changes).toEqual(bulk ? [...first, ...third] : first);
			const calls = bulk ? expected.calls : expected.calls.slice(0, -1);
			expectCalls(harness(), calls, authentication);
		});

		test('continues with the failed item in the output', async () => {
			const { expected, result } = await run('continueRegularOutput', authentication);

			const [first, third] = expected.done.map(asItems);
			const failed = { json: failure(harness(), expected), pairedItem: { item: 1 } };
			expectOutputs(result, [[...first(0), failed, ...third(2)]]);
			expectAllDone(harness(), expected, authentication);
		});

		test('continues with the failed item on the error output', async () => {
			const { expected, result } = await run('continueErrorOutput', authentication);

			expectOutputs(result, onBothOutputs(harness(), expected));
			expectAllDone(harness(), expected, authentication);
		});
	});

	test('outputs the fields of its schema', async () => {
		const { result } = await run('continueErrorOutput');

		const isFixed = (name: string) => !operation.variableFields?.includes(name);
		const schema = schemaFields(parameters.resource, parameters.operation);
		const output = result.outputs[0].flatMap(({ json }) => Object.keys(json));
		expect([...new Set(output)].filter(isFixed).sort()).toEqual(schema.filter(isFixed).sort());
	});

	test.each(variants)('accepts responses with %j', async (variant) => {
		harness().sandbox.faults.set({ variants: variant });
		const { expected, result } = await run('continueErrorOutput');

		expectOutputs(result, onBothOutputs(harness(), expected));
	});

	test.each([
		['a web page', { kind: 'html', status: 200 }, false],
		['an empty response', { kind: 'empty', afterWork: true }, operation.recovers],
	] as const)('does not mistake %s for success', async (_what, fault, recovers) => {
		const expected = operation.prepare(harness().sandbox.state);
		const { method, path } = expected.calls[expected.calls.length - 1];
		const skip = bulk ? 0 : expected.calls.filter((call) => call.path === path).length - 1;
		harness().sandbox.faults.set([{ match: { method, path }, skip, fault }]);
		const { items } = expected;
		const result = await harness().run({ parameters, items, onError: 'continueErrorOutput' });

		const [first, third] = expected.done.map(({ length }, at) =>
			Array<number>(length).fill(2 * at),
		);
		if (recovers) expect(result.rows).toEqual([[...first, ...third], [1]]);
		else expect(result.rows).toEqual(bulk ? [[], [0, 1, 2]] : [first, [1, 2]]);
	});

	function failure(at: TestHarness, { error }: ThreeItems) {
		const { requestId } = at.calls[bulk ? at.calls.length - 1 : at.calls.length - 2];
		const ending = new RegExp(`^\\S.* Capillary request ID: ${requestId}\\.$`);
		return { error, message: expect.stringMatching(ending) as string };
	}

	function onBothOutputs(at: TestHarness, expected: ThreeItems) {
		const [first, third] = expected.done.map(asItems);
		const json = { ...expected.items[1], ...failure(at, expected) };
		return [[...first(0), ...third(2)], [{ json, pairedItem: { item: 1 } }]];
	}
}

type Output = { json: IDataObject; pairedItem: { item: number } };

function asItems(done: IDataObject[]): (item: number) => Output[] {
	return (item) => done.map((json) => ({ json, pairedItem: { item } }));
}

/** Compares each output exactly, and the rows that n8n's expressions find from there. */
function expectOutputs(result: NodeRun, outputs: Output[][]): void {
	expect(result).toMatchObject({ status: 'success', error: undefined });
	expect(result.outputs).toStrictEqual(outputs);
	const rows = outputs.map((items) => items.map(({ pairedItem }) => pairedItem.item));
	expect(result.rows.slice(0, outputs.length)).toEqual(rows);
	expect(result.hints[0]?.message).toMatch(/^2 of 3 items done, 1 failed/);
}

function expectAllDone(
	at: TestHarness,
	{ changes, calls }: ThreeItems,
	authentication: LedgerCall['authentication'],
): void {
	expect(at.changes).toEqual(changes.flat());
	expectCalls(at, calls, authentication);
}

function expectCalls(
	at: TestHarness,
	calls: ExpectedCall[],
	authentication: LedgerCall['authentication'],
): void {
	const made = at.calls.map(({ method, path, body, query, customerIdentifier, ...call }) => {
		return { method, path, body, query, customerIdentifier, by: call.authentication };
	});
	expect(made).toEqual(calls.map((call) => ({ query: {}, ...call, by: authentication })));
	expect(at.tokenCalls).toHaveLength(authentication === 'oAuth' ? 1 : 0);
}
