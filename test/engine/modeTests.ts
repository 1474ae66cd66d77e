import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LedgerCall } from '../../sandbox/ledger';
import { authentications, type Workbench } from './workbench';

/** Three items of which the middle one fails, where reads go before the work, or lists are got. */
export interface ModeCase {
	parameters: INodeParameters;
	/** Puts what is needed into an empty sandbox. */
	prepare(at: Workbench): {
		items: IDataObject[];
		/** What the node puts out for the first item, and for the third. */
		done: [IDataObject[], IDataObject[]];
		error: string;
		/** All the calls that it takes, one at a time; in `stopped` those until a stop at the failure. */
		calls: Array<Partial<LedgerCall>>;
		stopped: Array<Partial<LedgerCall>>;
		/** What Capillary really does; in `stoppedChanges` until a stop. Nothing unless told. */
		changes?: unknown[];
		stoppedChanges?: unknown[];
	};
}

/** The three ways to go on after an error, with both ways to sign in. */
export function testModes(bench: () => Workbench, { parameters, prepare }: ModeCase): void {
	describe.each(authentications)('with %s', (authentication) => {
		test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
			'does what is asked when an item fails (%s)',
			async (onError) => {
				const at = bench();
				const expected = prepare(at);
				const stops = onError === 'stopWorkflow';
				const ran = await at.run({
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
					expect(ran).toMatchObject({
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
				expect(ran.outputs).toStrictEqual(
					onError === 'continueRegularOutput'
						? [[...first, { json: failure, pairedItem }, ...third]]
						: [[...first, ...third], [{ json: { ...expected.items[1], ...failure }, pairedItem }]],
				);
			},
		);
	});
}
