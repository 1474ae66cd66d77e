'use strict';

const path = require('node:path');
const { findExecutable } = require('../../../tools/services/executables');
const { Editor } = require('../../../tools/editor');
const { temporaryFolder } = require('../../tools/temporaryFolder');

/** CI keeps this folder when a test has failed. */
const REPORTS = path.resolve(__dirname, '..', '..', '..', 'reports');
const executable = findExecutable('chromium');
// In CI, a missing browser must fail the test.
const maySkip = !executable && process.env.CI !== 'true';
const browserTest = maySkip ? test.skip : test;
const why = maySkip ? ' (skipped: there is no Chromium on this machine)' : '';

/** Opens an editor that records what it does, after the sign-in. */
async function openRecorded() {
	if (!executable) throw new Error('There is no Chromium on this machine.');
	const url = process.env.E2E_N8N_URL ?? '';
	const owner = JSON.parse(process.env.E2E_OWNER ?? '');
	const editor = await Editor.open({ executable, url, owner, tracesDir });
	await editor.page.context().tracing.start({ snapshots: true });
	return editor;
}

/** @type {Promise<Editor> | undefined} one editor for all tests of a file */
let opened;
const openEditor = () => (opened ??= openRecorded());
afterAll(async () => {
	await (await opened)?.close();
});
// Removed after the browser has closed.
const tracesDir = temporaryFolder();

/**
 * A test in n8n's editor. Without a browser it is skipped, or fails in CI. A failed test leaves a
 * picture of the page and a trace in reports/: `npx playwright-core show-trace <file>.zip` opens it.
 *
 * @param {string} name
 * @param {(editor: Editor) => Promise<void>} body
 */
function editorTest(name, body) {
	browserTest(`${name}${why}`, async () => {
		const editor = await openEditor();
		const { tracing } = editor.page.context();
		await tracing.startChunk({ title: name });
		try {
			await body(editor);
			await tracing.stopChunk();
		} catch (error) {
			const file = path.join(REPORTS, name.replace(/\W+/g, '-'));
			// When the browser has crashed, the error of the test is what counts.
			await editor.page.screenshot({ path: `${file}.png` }).catch(() => {});
			await tracing.stopChunk({ path: `${file}.zip` }).catch(() => {});
			throw error;
		}
	});
}

module.exports = { editorTest };
