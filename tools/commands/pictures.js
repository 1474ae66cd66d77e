'use strict';

// The pictures of docs/images, and how each is taken.
const { marked } = require('../editor/marked');

/**
 * @typedef {import('../editor').Editor} Editor
 * @typedef {import('../editor').Clip} Clip
 *
 * @typedef {object} Picture
 * @property {string} name its file in docs/images, without .png
 * @property {string} shows
 * @property {(editor: Editor) => Promise<Clip>} take opens the screen in the editor, and returns the
 *   part of it to show
 */

/** Without the canvas left of it. */
const NODE_PANEL = { x: 1055, y: 65, width: 385, height: 600 };
/** The parameters in the window of a node, without the empty space below. */
const PARAMETERS = { x: 511, y: 68, width: 419, height: 607 };
const WHOLE_NODE = { x: 0, y: 0, width: 1440, height: 620 };
const WINDOW_END = 1415;
/** Where the parameters begin when the output is wide. */
const MOVED_TO = 180;

/** @param {Editor} editor @param {number} height @returns {Promise<Clip>} the window without the node's input */
async function withoutInput(editor, height) {
	const { x } = await editor.boxOf(marked('tab-params'));
	return { x, y: PARAMETERS.y, width: WINDOW_END - x, height };
}

/** @type {Picture[]} */
const PICTURES = [
	{
		name: 'node-panel',
		shows: 'the node found in the node panel, with what it can do',
		take: async (editor) => {
			await editor.openWorkflow('demoSwitchBadge');
			const panel = await editor.openNodePanel();
			await panel.search('loyalty');
			await panel.open('Capillary Badges');
			await panel.entry('Activate badge for all customers').waitFor();
			return NODE_PANEL;
		},
	},
	{
		name: 'credential',
		shows: 'a credential whose test has passed',
		take: async (editor) => {
			await editor.openWorkflow('demoTakeBackBulk');
			const node = await editor.openNode('Take the enrolments back');
			const credential = await node.openCredential();
			await credential.testPassed();
			const window = await editor.boxOf(marked('editCredential-modal'));
			// Down to the host, so without the fields of keys and secrets.
			return { ...window, height: 530 };
		},
	},
	{
		name: 'pick-a-badge',
		shows: 'the list of badges, opened and searched',
		take: async (editor) => {
			await editor.openWorkflow('demoSwitchBadge');
			const node = await editor.openNode('Switch the badge off');
			await node.openList('badge');
			await editor.page.locator(marked('rlc-item')).getByText('Big Spender').waitFor();
			return PARAMETERS;
		},
	},
	{
		name: 'deactivate',
		shows: 'a badge picked by name and deactivated',
		take: async (editor) => {
			await editor.openWorkflow('demoSwitchBadge');
			const node = await editor.openNode('Switch the badge off');
			await node.pickFromList('badge', 'Winter Warmer', 'winter');
			await node.executeStep();
			return WHOLE_NODE;
		},
	},
	{
		name: 'trigger',
		shows: 'the trigger as it is added',
		take: async (editor) => {
			await editor.openWorkflow('new');
			const panel = await editor.openNodePanel();
			await panel.search('loyalty');
			await panel.open('Capillary Badges');
			await panel.open('On badge earned');
			await editor.openedNode();
			return PARAMETERS;
		},
	},
	{
		name: 'bulk-run',
		shows: 'a bulk run: the summary, and the error output with the row that failed',
		take: async (editor) => {
			await editor.openWorkflow('demoTakeBackBulk');
			const node = await editor.openNode('Take the enrolments back');
			await node.moveParametersTo(MOVED_TO);
			await node.executeStep();
			await node.showBranch('Error');
			return await withoutInput(editor, 560);
		},
	},
	{
		name: 'preview',
		shows: 'the preview of each row, with the option Preview Only',
		take: async (editor) => {
			await editor.openWorkflow('demoTakeBackBulk');
			const node = await editor.openNode('Take the enrolments back');
			await node.form.addTo('options', 'Preview Only');
			await node.moveParametersTo(MOVED_TO);
			await node.executeStep();
			await node.showAs('JSON');
			await node.form.parameter('dryRun').scrollIntoViewIfNeeded();
			return await withoutInput(editor, 750);
		},
	},
];

module.exports = { PICTURES };
