import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LedgerCall } from '../../sandbox/data/ledger';
import { authentications, type TestHarness } from './testHarness';

/**
 * Three items of which the middle one fails, for operations that read before they write, or that
 * read lists.
 */
export interface ModeCase {
	parameters: INodeParameters;
	/** Adds what the operation needs to an empty sandbox. */
	prepare(at: TestHarness): {
		items: IDataObject[];
		/** The output for the first item and for the third. */
		done: [IDataObject[], IDataObject[]];
		error: string;
		/**
		 * All calls, made one at a time. `stopped` has those until the run stops at the failure.
		 */
		calls: Array<Partial<LedgerCall>>;
		stopped: Array<Partial<LedgerCall>>;
		/**
		 * What changes in Capillary. `stoppedChanges` has the changes until the run stops. The
		 * default is none.
		 */
		changes?: unknown[];
		stoppedChanges?: unknown[];
	};
}

/** Tests the three On Error settings with both authentications. */
export function testModes(harness: () => TestHarness, { parameters, prepare }: ModeCase): void {
	describe.each(authentications)('with %s', (authentication) => {
		test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
			'does the other items when one fails (%s)',
			async (onError) => {
				const at = harness();
				const expected = prepare(at);
				const stops = onError === 'stopWorkflow';
				const result = await at.run({
					parameters: { options: { concurrency: 1 }, ...parameters },
					items: expected.items,
					onError,
					credential: at.credential(authentication),
				});

				const calls = stops ? expected.stopped : expected.calls;
				const made = at.calls.map(({ method, path, query, body, authentication: by }) => {
					return { method, path, query, body, by };
				});
				expect(made).toEqual(calls.map((call) => ({ query: {}, ...call, by: authentication })));
				expect(at.changes).toEqual((stops ? expected.stoppedChanges : expected.changes) ?? []);
				expect(at.tokenCalls).toHaveLength(authentication === 'oAuth' ? 1 : 0);
				if (stops) {
					expect(result).toMatchObject({
						status: 'error',
						outputs: [],
						error: { message: expected.error, context: { itemIndex: 1 } },
					});
					return;
				}
				const [first, third] = [0, 2].map((item, index) =>
					expected.done[index].map((json) => ({ json, pairedItem: { item } })),
				);
				const message = expect.stringMatching(/^\S.* Capillary request ID: \S+\.$/) as string;
				const failure = { error: expected.error, message };
				const pairedItem = { item: 1 };
				expect(result.outputs).toStrictEqual(
					onError === 'continueRegularOutput'
						? [[...first, { json: failure, pairedItem }, ...third]]
						: [[...first, ...third], [{ json: { ...expected.items[1], ...failure }, pairedItem }]],
				);
			},
		);
	});
}
