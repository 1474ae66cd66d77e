import fc from 'fast-check';

import { SceneRunner } from './harness/sceneRunner';
import { listPlans, LISTS, readWhole } from './harness/lists';
import { updatePlans, UPDATES } from './generators/updates';
import { updateAmidChanges } from './harness/updateScene';
import { assertProperty, HOURS } from './harness/property';

// Others change things in Capillary while the node runs.

let runner: SceneRunner;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
	({ runner, close } = await SceneRunner.start());
});
afterAll(async () => await close?.());

it.each(UPDATES)(
	"$resource > Update sends back unknown fields, overwrites nobody's changes, and succeeds only when the response shows all changes",
	async (kind) => {
		const property = fc.asyncProperty(updatePlans, async (plan) => {
			await updateAmidChanges(runner, kind, plan);
		});
		await assertProperty(property, 25);
	},
	HOURS,
);

it.each(LISTS)(
	'$resource > Get Many outputs the whole list once, or reports that it is incomplete',
	async (kind) => {
		const property = fc.asyncProperty(listPlans, async (plan) => {
			await readWhole(runner, kind, plan);
		});
		await assertProperty(property, 25);
	},
	HOURS,
);
