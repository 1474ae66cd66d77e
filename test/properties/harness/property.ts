import fc from 'fast-check';

import { loadPackage, type LoadedPackage } from '../../engine/harness/loadedPackage';
import { projectRoot } from '../../engine/harness/projectRoot';
import { runTrial } from './runTrial';
import { conditions } from '../generators/runConditions';
import { expectInvariants, INVARIANTS } from '../invariants/run';
import { soak } from './soak';
import type { Trial } from '../generators/work';

/**
 * The time limit in milliseconds. It never matters, because the time that runs take is not tested.
 */
export const HOURS = 24 * 60 * 60 * 1000;

let loaded: LoadedPackage | undefined;

/**
 * Defines a test that the node's result is true and complete, with random runs.
 *
 * @param runs the number of runs in `npm test`; `npm run soak` sets its own
 */
export function testAgainstLedger<Plan>(
	name: string,
	trial: Trial<Plan>,
	runs: number,
	invariants = INVARIANTS,
): void {
	beforeAll(async () => {
		loaded ??= await loadPackage(projectRoot);
	});

	it(
		`${name}: reports exactly what was done`,
		async () => {
			const property = fc.asyncProperty(trial.plans, conditions, async (plan, around) => {
				expectInvariants(await runTrial(loaded!, trial, plan, around), invariants);
			});
			await assertProperty(property, runs);
		},
		HOURS,
	);
}

/**
 * Asserts a property in that many random runs, or in as many as `npm run soak` sets.
 *
 * @throws Error with the failing case, its seed and its path
 */
export async function assertProperty<Cases>(
	property: fc.IAsyncProperty<Cases>,
	runs: number,
): Promise<void> {
	// Not negative, so that it can be an argument of a command.
	const { seed = Math.floor(Math.random() * 2 ** 31), path } = soak ?? {};
	await fc.assert(property, {
		numRuns: soak?.runs ?? runs,
		seed,
		...(path === undefined ? {} : { path, endOnFailure: true }),
	});
}
