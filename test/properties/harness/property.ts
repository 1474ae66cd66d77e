import fc from 'fast-check';

import { loadPackage, type LoadedPackage } from '../../engine/harness/loadedPackage';
import { projectRoot } from '../../engine/harness/projectRoot';
import { carryOut } from './carryOut';
import { circumstances } from './circumstances';
import { holdTo, LAWS } from './laws';
import { soak } from './soak';
import type { Trial } from './work';

/** However long the runs take: that is no measure of anything. Milliseconds. */
export const HOURS = 24 * 60 * 60 * 1000;

let loaded: LoadedPackage | undefined;

/**
 * Defines the test that whatever the node says is true and complete, in so many random runs.
 *
 * @param runs in one go of `npm test`; `npm run soak` has its own number
 */
export function testAgainstLedger<Plan>(
	name: string,
	trial: Trial<Plan>,
	runs: number,
	laws = LAWS,
): void {
	beforeAll(async () => {
		loaded ??= await loadPackage(projectRoot);
	});

	it(
		`${name}: what the node says is what was done`,
		async () => {
			const property = fc.asyncProperty(trial.plans, circumstances, async (plan, around) => {
				holdTo(await carryOut(loaded!, trial, plan, around), laws);
			});
			await assertProperty(property, runs);
		},
		HOURS,
	);
}

/**
 * Holds a property to be true in so many random runs, or in those that `npm run soak` asks for.
 *
 * @throws Error with the case that breaks it, and the seed and path of that case
 */
export async function assertProperty<Cases>(
	property: fc.IAsyncProperty<Cases>,
	runs: number,
): Promise<void> {
	// Never negative, so that it can be given on a command line.
	const { seed = Math.floor(Math.random() * 2 ** 31), path } = soak ?? {};
	await fc.assert(property, {
		numRuns: soak?.runs ?? runs,
		seed,
		...(path === undefined ? {} : { path, endOnFailure: true }),
	});
}
