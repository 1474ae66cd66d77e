'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { buildPackage, packPackage } = require('../package/build');
const { findChromium } = require('../editor/chromium');
const { startDemoSession } = require('../demo/session');
const { Editor } = require('../editor');
const { freePort } = require('../services/freePort');
const { ensureRootDependencies } = require('../bootstrap/install');
const { ensureN8n } = require('../n8n/install');
const { PICTURES } = require('./pictures');
const { UserError } = require('../bootstrap/userError');
const { runCommand } = require('../bootstrap/runCommand');
const { temporaryFolder } = require('../package/temporaryFolder');

const IMAGES = path.resolve(__dirname, '..', '..', 'docs', 'images');
/** The sandbox's usual port: it can be read in the pictures, which are to stay the same. */
const SANDBOX_PORT = 4010;
const onProgress = (/** @type {string} */ line) => console.log(line);

/** @param {string[]} wanted names of pictures, none for all of them */
function chosen(wanted) {
	const unknown = wanted.filter((name) => !PICTURES.some((picture) => picture.name === name));
	if (unknown.length > 0) {
		const known = PICTURES.map(({ name, shows }) => `  ${name}: ${shows}`);
		throw new UserError([`There is no picture '${unknown[0]}'. There are:`, ...known].join('\n'));
	}
	return PICTURES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}

/** Takes the documentation's pictures anew, all or those that are named. */
async function takeScreenshots() {
	const pictures = chosen(process.argv.slice(2));
	const executable = findChromium();
	if (!executable) throw new UserError('No Chromium was found. Install one, or set CHROMIUM_PATH.');
	const folder = temporaryFolder();

	await ensureRootDependencies({ onProgress });
	await buildPackage();
	const { tarball } = await packPackage(folder);
	const runtime = await ensureN8n({ onProgress });
	const ports = { n8n: await freePort(), sandbox: await freePort(SANDBOX_PORT) };
	const session = { runtime, tarball, userFolder: folder, ports, onProgress };
	const { n8n, owner } = await startDemoSession(session);
	const editor = await Editor.open({ executable, url: n8n.url, owner });
	fs.mkdirSync(IMAGES, { recursive: true });
	for (const { name, take } of pictures) {
		const file = path.join(IMAGES, `${name}.png`);
		await editor.screenshot(file, await take(editor));
		onProgress(
			`${path.relative(process.cwd(), file)}: ${Math.ceil(fs.statSync(file).size / 1000)} kB`,
		);
	}
	await editor.close();
	return 0;
}

void runCommand(takeScreenshots);
