'use strict';

// npm run queue-mode: a real n8n in queue mode with the node, and a sandbox, until Ctrl-C.
const { runCommand, say } = require('../bootstrap/runCommand');
const { UserError } = require('../bootstrap/userError');
const { startQueueSession } = require('../demo/queueSession');
const { temporaryFolder } = require('../package/temporaryFolder');
const { missingPrograms, QUEUE_MODE } = require('../services/executables');
const { preferredPort } = require('./preferredPort');

/** @typedef {import('../demo/queueSession').QueueSession} QueueSession */

/** Neither n8n's default 5678 nor the demo's 5690. */
const EDITOR_PORT = 5700;
const MAX_WORKERS = 20;

const HELP = `npm run queue-mode: n8n in queue mode with the Capillary Badges node, and a Capillary sandbox.

  npm run queue-mode                    start, and keep running until Ctrl-C
  npm run queue-mode -- --workers 3     the number of workers, 1 to ${MAX_WORKERS} (default 2)
  npm run queue-mode -- --port 5800     the editor on another port (default ${EDITOR_PORT})
  npm run queue-mode -- --help          this text

Needs redis-server and PostgreSQL on this machine. Starts new ones, and does not touch those that run
already. Starts n8n's main process, a webhook process and the workers, each with the packed package,
and the sandbox. Ctrl-C stops all of it and deletes its files. docs/queue-mode.md says what to look at.`;

/** @param {QueueSession} session */
const readyText = ({ setup: { owner }, main, webhook, workers, proxyUrl, sandbox }) => `
n8n in queue mode, with the Capillary Badges node, is ready:

  ${main.url}   the editor
  Sign in with ${owner.email} and the password ${owner.password}
  ${proxyUrl}   for webhooks: production webhooks go to the webhook process, all others to main

  main      process ${main.pid}, prints into ${main.log}
  webhook   process ${webhook.pid}, prints into ${webhook.log}
${workers.map(({ pid, log }, index) => `  worker ${index + 1}  process ${pid}, prints into ${log}`).join('\n')}

Capillary sandbox, for trying; nothing in it is real:

  ${sandbox.url}
  ${sandbox.url}/sandbox/ledger shows every call and what it really changed.

Ctrl-C ends all of it, and deletes its files.
`;

/** @type {QueueSession | undefined} */
let session;

async function stopSession() {
	const stopping = session;
	session = undefined;
	await stopping?.stop();
}

void runCommand({
	help: HELP,
	options: {
		workers: { type: 'integer', max: MAX_WORKERS, default: 2 },
		port: { type: 'integer', max: 65_535, default: EDITOR_PORT },
	},
	prerequisites: () => {
		const missing = missingPrograms(QUEUE_MODE);
		if (missing) throw new UserError(`Queue mode cannot be started: ${missing}.`);
	},
	run: async ({ workers, port }) => {
		const folder = temporaryFolder();
		// Child processes write their temporary files there as well.
		process.env.TMPDIR = folder;
		session = await startQueueSession({
			...{ folder, workers, onProgress: say },
			choosePort: async () => await preferredPort('the editor', port, 'Choose others with --port.'),
		});
		say(readyText(session));
		session.workers.forEach(({ ended }, index) => {
			void ended.then(() => session && say(`Worker ${index + 1} has exited.`));
		});
		const first = await Promise.race(
			Object.entries(session.ended).map(async ([name, ended]) => await ended.then(() => name)),
		);
		throw new UserError(`${first} has exited. So everything is stopped.`);
	},
	signalExitCode: 0,
	stop: stopSession,
});
