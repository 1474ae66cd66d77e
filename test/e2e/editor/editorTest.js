'use strict';

const path = require('node:path');
const { findExecutable } = require('../../../tools/services/executables');
const { Editor } = require('../../../tools/editor');

/** CI keeps this folder when a test has failed. */
const REPORTS = path.resolve(__dirname, '..', '..', '..', 'reports');
const executable = findExecutable('chromium');
// In CI, a missing browser must fail the test.
const maySkip = !executable && process.env.CI !== 'true';
const browserTest = maySkip ? test.skip : test;
const why = maySkip ? ' (skipped: there is no Chromium on this machine)' : '';

/** @type {Promise<Editor> | undefined} one editor for all tests of a file */
let opened;
const openEditor = () => {
	if (!executable) throw new Error('There is no Chromium on this machine.');
	const url = process.env.E2E_N8N_URL ?? '';
	opened ??= Editor.open({ executable, url, owner: JSON.parse(process.env.E2E_OWNER ?? '') });
	return opened;
};
afterAll(async () => {
	await (await opened)?.close();
});

/**
 * A test in n8n's editor. Without a browser it is skipped, or fails in CI.
 *
 * @param {string} name
 * @param {(editor: Editor) => Promise<void>} body
 */
function editorTest(name, body) {
	browserTest(`${name}${why}`, async () => {
		const editor = await openEditor();
		try {
			await body(editor);
		} catch (error) {
			const file = `${name.replace(/\W+/g, '-')}.png`;
			await editor.page.screenshot({ path: path.join(REPORTS, file) });
			throw error;
		}
	});
}

module.exports = { editorTest };
