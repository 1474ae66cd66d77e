'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { buildPackage, packPackage } = require('./build');
const { findChromium } = require('./chromium');
const { DEMO_OWNER } = require('./demo');
const { startDemoSession } = require('./demo-session');
const { Editor } = require('./editor');
const { freePort } = require('./free-port');
const { ensureRootDependencies } = require('./install');
const { runTool } = require('./main');
const { ensureN8n } = require('./n8n-runtime');
const { PlainError } = require('./plain-error');

const IMAGES = path.resolve(__dirname, '..', 'docs', 'images');
const onProgress = (/** @type {string} */ line) => console.log(line);

/** @param {Editor} editor the README's picture: a badge picked by name and switched off */
async function deactivate(editor) {
	await editor.openNode('demoSwitchBadge', 'Switch the badge off');
	await editor.pickFromList('badge', 'Winter Warmer', 'winter');
	await editor.executeStep();
	// Below there is nothing but empty space.
	await editor.screenshot(path.join(IMAGES, 'deactivate.png'), 560);
}

/** Takes the README's screenshots anew: node tools/screenshot.js */
async function takeScreenshots() {
	const executable = findChromium();
	if (!executable) throw new PlainError('No Chromium was found. Install one, or set CHROMIUM_PATH.');
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'capillary-badges-'));
	process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

	await ensureRootDependencies({ onProgress });
	await buildPackage();
	const { tarball } = await packPackage(folder);
	const runtime = await ensureN8n({ onProgress });
	const ports = { n8n: await freePort(), sandbox: await freePort() };
	const session = { runtime, tarball, userFolder: folder, ports, onProgress };
	const { n8n } = await startDemoSession(session);
	const editor = await Editor.open({ executable, url: n8n.url, owner: DEMO_OWNER });
	fs.mkdirSync(IMAGES, { recursive: true });
	await deactivate(editor);
	await editor.close();
	return 0;
}

void runTool(takeScreenshots);
