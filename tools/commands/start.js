'use strict';

// npm start: a real n8n with the node, and a sandbox, until Ctrl-C. npm run dev also watches the sources.
const fs = require('node:fs');
const path = require('node:path');
const { cacheFolder } = require('../bootstrap/cacheFolder');
const { ROOT, shortHash } = require('../bootstrap/install');
const { tryLock } = require('../bootstrap/lock');
const { runCommand, say } = require('../bootstrap/runCommand');
const { UserError } = require('../bootstrap/userError');
const { startDemoSession } = require('../demo/session');
const { RELOAD, watchSources } = require('../demo/watch');
const { preferredPort } = require('./preferredPort');

/** Not n8n's default 5678, which the user's own n8n may use. */
const N8N_PORT = 5690;
const SANDBOX_PORT = 4010;

const HELP = `npm start: a real n8n with the Capillary Badges node, and a Capillary sandbox to try it on.

  npm start                     start, and keep running until Ctrl-C
  npm start -- --port 5800      n8n on another port (default ${N8N_PORT})
  npm start -- --reset          delete what was built in this demo before
  npm start -- --help           this text
  npm run dev                   start, and after each change of the sources build the node, reload it
                                in n8n, and run the unit tests of what has changed

The first start installs n8n into your cache folder: about two minutes and 2.5 GB, once for all
clones. Later starts take seconds. Your own n8n is not touched.`;

/** The demo's n8n of this clone. What a person builds there stays. */
const USER_FOLDER = path.join(cacheFolder(), `demo-${shortHash(ROOT)}`);

/** Takes the demo for this process until it exits. @throws {UserError} when another process has it */
function lockDemo() {
	fs.mkdirSync(path.dirname(USER_FOLDER), { recursive: true });
	const lock = tryLock(`${USER_FOLDER}.lock`);
	if ('holder' in lock) {
		throw new UserError(
			`npm start already runs for this folder (process ${lock.holder?.pid}). Use that one, or ` +
				'stop it with Ctrl-C in its window and start again.',
		);
	}
	process.once('exit', lock.release);
}

/** @param {import('../demo/session').DemoSession} session */
const readyText = ({ n8n, setup: { owner }, sandbox }) => `
n8n with the Capillary Badges node is ready:

  ${n8n.url}/home/workflows
  Sign in with ${owner.email} and the password ${owner.password}
  Begin with the workflows called Demo. Their credentials are set up.

Capillary sandbox, for trying; nothing in it is real:

  ${sandbox.url}
  The page shows what was changed. Its button gives a customer a badge, to try a trigger.

What you build stays in ${USER_FOLDER}
Ctrl-C ends all of it.
`;

void runCommand({
	help: HELP,
	options: {
		reset: { type: 'boolean' },
		watch: { type: 'boolean' },
		port: { type: 'integer', max: 65_535, default: N8N_PORT },
	},
	prerequisites: lockDemo,
	run: async ({ reset, port, watch }) => {
		if (reset) fs.rmSync(USER_FOLDER, { recursive: true, force: true });
		const session = await startDemoSession({
			userFolder: USER_FOLDER,
			onProgress: say,
			variables: watch ? RELOAD : {},
			choosePorts: async () => ({
				n8n: await preferredPort('n8n', port, 'Choose others with --port.'),
				sandbox: await preferredPort('the sandbox', SANDBOX_PORT),
			}),
		});
		say(readyText(session));
		if (watch) watchSources(session.packageFolder, say);
		const reason = await Promise.race([
			session.n8n.ended.then(() => `n8n has exited. Its output: ${session.n8n.log}`),
			session.sandbox.ended.then(() => 'The sandbox has exited.'),
		]);
		throw new UserError(reason);
	},
	signalExitCode: 0,
});
