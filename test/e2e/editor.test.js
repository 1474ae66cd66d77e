'use strict';

const { findChromium } = require('../../tools/chromium');
const { DEMO_OWNER, demoWorkflows } = require('../../tools/demo');
const { Editor } = require('../../tools/editor');
const { N8nClient } = require('./n8nClient');
const { sandbox } = require('./sandboxClient');

const WINTER_WARMER = '65dfa4088a3ee2b67c6dd548';

const executable = findChromium();
// Where nobody watches, a browser that is missing must not pass for a browser that works.
const maySkip = !executable && process.env.CI !== 'true';
const browserTest = maySkip ? test.skip : test;
const why = maySkip ? ' (skipped: there is no Chromium on this machine)' : '';

browserTest(`in the editor a badge is picked from the list and switched off${why}`, async () => {
	if (!executable) throw new Error('There is no Chromium on this machine.');
	await sandbox.reset();
	// The editor saves by itself what is changed in it, so it gets a workflow of its own.
	const demos = demoWorkflows(process.env.E2E_SANDBOX_URL ?? '');
	const demo = demos.find(({ id }) => id === 'demoSwitchBadge');
	const n8n = await N8nClient.signIn();
	const workflowId = await n8n.createWorkflow({ ...demo, id: undefined, name: 'In the editor' });
	const url = process.env.E2E_N8N_URL ?? '';
	const editor = await Editor.open({ executable, url, owner: DEMO_OWNER });
	try {
		await editor.openNode(workflowId, 'Switch the badge off');
		await editor.pickFromList('badge', 'Winter Warmer', 'winter');
		await editor.executeStep();
		const shown = await editor.outputText();
		const { changes } = await sandbox.ledger();

		expect(shown).toContain(WINTER_WARMER);
		expect(shown).toContain('false');
		expect(changes).toEqual([{ change: 'deactivated', badgeMetaId: WINTER_WARMER }]);
	} finally {
		await editor.close();
	}
});
