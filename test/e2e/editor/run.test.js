'use strict';

const { demoWorkflows } = require('../../../tools/demo/entities');
const { sandbox, signIn } = require('../../helpers/demo');
const { editorTest } = require('./editorTest');

const WINTER_WARMER = '65dfa4088a3ee2b67c6dd548';
const DOUBLE_POINTS = '660b2593c6058f819a45a17a';
const SUMMER_EXPLORER = '65fb538fd6feb9e8106f7f6e';

beforeEach(async () => {
	await sandbox.reset();
});

/**
 * A copy of a demo, because the editor saves changes by itself.
 *
 * @param {string} demoId
 */
async function copyOf(demoId) {
	const demos = demoWorkflows();
	const demo = demos.find(({ id }) => id === demoId);
	const n8n = await signIn();
	return await n8n.createWorkflow({ ...demo, id: undefined, name: 'In the editor' });
}

editorTest('a badge is picked from the list and deactivated', async (editor) => {
	await editor.openWorkflow(await copyOf('demoSwitchBadge'));
	const node = await editor.openNode('Switch the badge off');
	await node.pickFromList('badge', 'Winter Warmer', 'winter');
	await node.executeStep();
	const shown = await node.outputWith(WINTER_WARMER);
	const { changes } = await sandbox.ledger();

	expect(shown).toContain('false');
	expect(changes).toEqual([{ change: 'deactivated', badgeMetaId: WINTER_WARMER }]);
});

editorTest('a bulk run shows what was done, what failed and why, and a summary', async (editor) => {
	await editor.openWorkflow(await copyOf('demoTakeBackBulk'));
	const node = await editor.openNode('Take the enrolments back');
	await node.executeStep();

	expect(await node.hint()).toContain(
		'5 of 6 items done, 1 failed: 1 not enrolled (404). 1 call to Capillary',
	);
	const done = await node.outputWith('62090015');
	for (const customer of [62090011, 62090012, 62090013, 62090014, 62090015]) {
		expect(done).toContain(String(customer));
	}
	expect(done).not.toContain('62090041');
	await node.showBranch('Error');
	const failed = await node.outputWith('Amara Okafor');
	expect(failed).toContain(
		`Could not revoke the enrolment of customer 62090041 for badge Double Points Weekend (${DOUBLE_POINTS}): the customer is not enrolled for this badge, or no longer is (404)`,
	);
	expect(failed).toContain("set the option 'If Already Done' to 'Count as Success'");
});

editorTest('a preview shows the call and changes nothing', async (editor) => {
	await editor.openWorkflow(await copyOf('demoSwitchBadge'));
	const node = await editor.openNode('Switch the badge off');
	// Adding the option turns it on.
	await node.form.addTo('options', 'Preview Only');
	await node.executeStep();
	await node.outputWith(`/badgeMeta/${SUMMER_EXPLORER}/deactivate`);
	expect(await node.hint()).toContain('Preview: nothing was changed');
	const { changes } = await sandbox.ledger();

	expect(changes).toEqual([]);
});
