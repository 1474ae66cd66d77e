import fc from 'fast-check';

import { BesideOthers } from './harness/others/sceneRunner';
import { listPlans, LISTS, readWhole } from './harness/others/lists';
import { updatePlans, UPDATES } from './harness/others/updates';
import { updateBesideOthers } from './harness/others/updateScene';
import { assertProperty, HOURS } from './harness/property';

// Others change things in Capillary while the node runs.

let bench: BesideOthers;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
	({ bench, close } = await BesideOthers.start());
});
afterAll(async () => await close?.());

it.each(UPDATES)(
	"$resource > Update sends back unknown fields, overwrites nobody's changes, and succeeds only when the response shows all changes",
	async (kind) => {
		const property = fc.asyncProperty(updatePlans, async (plan) => {
			await updateBesideOthers(bench, kind, plan);
		});
		await assertProperty(property, 25);
	},
	HOURS,
);

it.each(LISTS)(
	'$resource > Get Many outputs the whole list once, or reports that it is incomplete',
	async (kind) => {
		const property = fc.asyncProperty(listPlans, async (plan) => {
			await readWhole(bench, kind, plan);
		});
		await assertProperty(property, 25);
	},
	HOURS,
);
