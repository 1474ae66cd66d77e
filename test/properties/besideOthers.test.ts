import fc from 'fast-check';

import { BesideOthers } from './harness/others/bench';
import { listPlans, LISTS, readWhole } from './harness/others/lists';
import { updatePlans, UPDATES } from './harness/others/updates';
import { updateBesideOthers } from './harness/others/updateScene';
import { assertProperty, HOURS } from './harness/property';

// Others work at Capillary while the node does.

let bench: BesideOthers;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
	({ bench, close } = await BesideOthers.start());
});
afterAll(async () => await close?.());

it.each(UPDATES)(
	'$resource > Update sends back what it does not know, undoes nobody, and is done when all is shown',
	async (kind) => {
		const property = fc.asyncProperty(updatePlans, async (plan) => {
			await updateBesideOthers(bench, kind, plan);
		});
		await assertProperty(property, 25);
	},
	HOURS,
);

it.each(LISTS)(
	'$resource > Get Many brings all of a list once, or says that it does not',
	async (kind) => {
		const property = fc.asyncProperty(listPlans, async (plan) => {
			await readWhole(bench, kind, plan);
		});
		await assertProperty(property, 25);
	},
	HOURS,
);
