import type { IDataObject } from 'n8n-workflow';

import type { SandboxState } from '../../sandbox/data/state';
import { useHarness } from './testHarness';

/**
 * The things that can be created: the parameters, the path, and how to add one of the same name.
 */
const KINDS = [
	{
		is: 'badge',
		parameters: {
			...{ resource: 'badge', operation: 'create', name: 'Spring', owners: ['Loyalty'] },
			...{ startOn: '2099-01-01T00:00:00.000Z', expiresOn: '2099-12-31T00:00:00.000Z' },
		},
		path: '/badges/badgeMeta',
		refusal: /another badge has this name \(725\)$/,
		add: (state: SandboxState, more: IDataObject) => state.addBadge({ name: 'Spring', ...more }),
		all: (state: SandboxState) => [...state.badges.values()],
		other: { active: false },
	},
	{
		is: 'badge group',
		parameters: { resource: 'badgeGroup', operation: 'create', name: 'Spring', rank: 4 },
		path: '/badges/group',
		refusal: /another group has this name \(733\)$/,
		add: (state: SandboxState, more: IDataObject) => state.addGroup({ name: 'Spring', ...more }),
		all: (state: SandboxState) => [...state.groups.values()],
		other: { rank: 9 },
	},
	{
		is: 'custom field',
		parameters: {
			resource: 'customField',
			operation: 'create',
			name: 'Spring',
			dataType: 'STRING',
		},
		path: '/badges/customField',
		refusal: /another custom field has this name \(740\)$/,
		add: (state: SandboxState, more: IDataObject) =>
			state.addCustomField({ name: 'Spring', ...more }),
		all: (state: SandboxState) => [...state.customFields.values()],
		other: { isMandatory: true, defaultValue: 'x' },
	},
];

describe.each(KINDS)(
	'create of a $is after a lost response',
	({ parameters, path, refusal, add, all, other }) => {
		const harness = useHarness();
		const lost = [
			{ kind: 'dropAfter' },
			{ kind: 'statusAfterWork', status: 504 },
			{ kind: 'html', status: 502, afterWork: true },
		] as const;

		const run = async (maxRetries: number) =>
			await harness().run({ parameters: { ...parameters, options: { maxRetries } } });

		test.each(lost.flatMap((fault) => [0, 1].map((retries) => [fault, retries] as const)))(
			'succeeds when it was made (%j, %i retries)',
			async (fault, retries) => {
				harness().sandbox.faults.set([{ match: { method: 'POST', path }, fault }]);
				const { outputs } = await run(retries);

				const [made, ...more] = all(harness().sandbox.state);
				expect(more).toEqual([]);
				expect(outputs[0]).toMatchObject([
					{ json: { id: made.id, name: 'Spring' }, pairedItem: { item: 0 } },
				]);
				expect(outputs[0][0].json).not.toHaveProperty('alreadyDone');
				expect(harness().changes).toHaveLength(1);
			},
		);

		test('finds it on a later page of the list', async () => {
			const { state, faults } = harness().sandbox;
			const later = state.now() + 60_000;
			for (let n = 0; n < 120; n++) add(state, { name: `Other ${n}`, lastUpdatedOn: later });
			faults.set([{ match: { method: 'POST', path }, fault: { kind: 'dropAfter' } }]);
			const { outputs } = await run(0);

			expect(outputs[0]).toMatchObject([{ json: { name: 'Spring' } }]);
		});

		test('says that nothing was changed when there is none', async () => {
			harness().sandbox.faults.set([
				{ match: { method: 'POST', path }, fault: { kind: 'dropBefore' } },
			]);
			const { error } = await run(0);

			expect(error?.description).toMatch(/^Nothing was changed\. Run it again/);
			expect(harness().changes).toEqual([]);
		});

		test.each([0, 1])(
			'fails when one of that name was there before (%i retries)',
			async (retries) => {
				const { state, faults } = harness().sandbox;
				add(state, { createdOn: state.now() - 3_600_000 });
				faults.set([{ match: { method: 'POST', path }, fault: { kind: 'status', status: 504 } }]);
				const { error } = await run(retries);

				expect(error?.message).toMatch(refusal);
				expect(harness().changes).toEqual([]);
			},
		);

		test('fails when somebody else made one of that name with other content meanwhile', async () => {
			const { state, faults } = harness().sandbox;
			faults.set([{ match: { method: 'POST', path }, fault: { kind: 'dropBefore' } }]);
			add(state, { ...other, createdOn: state.now() });
			const { error } = await run(0);

			expect(error?.message).toMatch(/is not as requested$/);
			expect(harness().changes).toEqual([]);
		});

		test('says that the change may have been made when the list cannot be read', async () => {
			harness().sandbox.faults.set([
				{ match: { method: 'POST', path }, fault: { kind: 'dropAfter' } },
				{ match: { method: 'GET', path }, fault: { kind: 'status', status: 500 } },
			]);
			const { error } = await run(0);

			expect(error?.description).toMatch(/may have been carried out/);
		});
	},
);
