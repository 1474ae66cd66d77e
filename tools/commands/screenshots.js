'use strict';

// npm run screenshots: takes the pictures of docs/images again, all of them or the named ones.
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../bootstrap/install');
const { runCommand, say } = require('../bootstrap/runCommand');
const { UserError } = require('../bootstrap/userError');
const { startDemoSession } = require('../demo/session');
const { Editor } = require('../editor');
const { temporaryFolder } = require('../package/temporaryFolder');
const { requireExecutable } = require('../services/executables');
const { freePort } = require('../services/freePort');
const { PICTURES } = require('./pictures');

/** The pictures show the sandbox's address, so its port should not change. */
const SANDBOX_PORT = 4010;

const HELP = `npm run screenshots: takes the pictures of docs/images again. Needs Chromium.

  npm run screenshots               all of them
  npm run screenshots -- trigger    only the named ones
  npm run screenshots -- --help     this text

${PICTURES.map(({ name, shows }) => `  ${name.padEnd(14)}${shows}`).join('\n')}`;

void runCommand({
	help: HELP,
	positionals: true,
	prerequisites: (_options, names) => {
		requireExecutable('chromium');
		const unknown = names.find((name) => PICTURES.every((picture) => picture.name !== name));
		if (unknown) throw new UserError(`There is no picture '${unknown}'.\n\n${HELP}`);
	},
	run: async (_options, names) => {
		const { n8n, setup } = await startDemoSession({
			userFolder: temporaryFolder(),
			onProgress: say,
			choosePorts: async () => ({ n8n: await freePort(), sandbox: await freePort(SANDBOX_PORT) }),
		});
		const executable = requireExecutable('chromium');
		const editor = await Editor.open({ executable, url: n8n.url, owner: setup.owner });
		for (const { name, take } of PICTURES) {
			if (names.length > 0 && !names.includes(name)) continue;
			const file = path.join('docs', 'images', `${name}.png`);
			await editor.screenshot(path.join(ROOT, file), await take(editor));
			say(`${file}: ${Math.ceil(fs.statSync(path.join(ROOT, file)).size / 1000)} kB`);
		}
		await editor.close();
		return 0;
	},
});
