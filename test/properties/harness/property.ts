import fc from 'fast-check';

import { loadPackage, type LoadedPackage } from '../../engine/harness/loadedPackage';
import { projectRoot } from '../../engine/harness/projectRoot';
import { runTrial } from './runTrial';
import { conditions } from '../generators/runConditions';
import { expectInvariants, INVARIANTS } from '../invariants/run';
import { soak } from './soak';
import type { Trial } from '../generators/work';

/**
 * Jest's time limit in milliseconds for a test of many runs. It never matters, because the time that runs
 * take is not tested.
 */
export const HOURS = 24 * 60 * 60 * 1000;

/** Milliseconds of one run, which takes less than a second. A run that takes longer hangs, and fails. */
const RUN_HANGS_AFTER = 120_000;

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
 * Asserts a property in that many random runs, or in as many as `npm run soak` sets. The search for a
 * smaller failing case takes up to hours, so `npm test` leaves it to `npm run soak`.
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
		plugins: [fc.timeout(RUN_HANGS_AFTER)],
		endOnFailure: !soak || path !== undefined,
		...(path === undefined ? {} : { path }),
	});
}
