'use strict';

const { parseArgs } = require('node:util');
const { buildPackage, packPackage } = require('../package/build');
const { freePort } = require('../services/freePort');
const { ensureRootDependencies } = require('../bootstrap/install');
const { ensureN8n } = require('../n8n/install');
const { UserError } = require('../bootstrap/userError');
const { missingServers } = require('../services/executables');
const { startQueueSession } = require('../demo/queueSession');
const { runCommand } = require('../bootstrap/runCommand');
const { temporaryFolder } = require('../package/temporaryFolder');
const { withProgress } = require('../bootstrap/progress');

/** @typedef {import('../demo/queueSession').QueueSession} QueueSession */

/** Neither n8n's own 5678 nor the demo's 5690. */
const EDITOR_PORT = 5700;
const MOST_WORKERS = 20;

const HELP = `npm run queue-mode: n8n in queue mode with the Capillary Badges node, and a Capillary sandbox.

  npm run queue-mode                    start, and keep running until Ctrl-C
  npm run queue-mode -- --workers 3     so many workers, 1 to ${MOST_WORKERS} (default 2)
  npm run queue-mode -- --port 5800     the editor on another port (default ${EDITOR_PORT})
  npm run queue-mode -- --help          this text

Needs redis-server and PostgreSQL on this machine; those that run already are not touched. Starts
both anew, n8n's main process, a webhook process and the workers, each with the packed package, and
the sandbox. All of it is gone after Ctrl-C. docs/queue-mode.md says what to look at.`;

const say = (/** @type {string} */ line) => console.log(line);

/** @param {string} name @param {string} text @param {number} most @returns {number} */
function wholeNumber(name, text, most) {
	const number = Number(text);
	if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
	throw new Error(`--${name} takes a number from 1 to ${most}, not '${text}'`);
}

/** @returns {{help: boolean, workers: number, port: number}} */
function readOptions() {
	const options = /** @type {const} */ ({
		help: { type: 'boolean', default: false },
		workers: { type: 'string', default: '2' },
		port: { type: 'string', default: String(EDITOR_PORT) },
	});
	try {
		const { help, workers, port } = parseArgs({ options }).values;
		return {
			help,
			workers: wholeNumber('workers', workers, MOST_WORKERS),
			port: wholeNumber('port', port, 65_535),
		};
	} catch (error) {
		throw new UserError(`${/** @type {Error} */ (error).message}.\n\n${HELP}`);
	}
}

/** @param {QueueSession} session */
const readyText = ({ setup: { owner }, main, webhook, workers, door, sandbox }) => `
n8n in queue mode, with the Capillary Badges node, is ready:

  ${main.url}   the editor
  Sign in with ${owner.email} and the password ${owner.password}
  ${door}   for webhooks: hands production ones to the webhook process, the rest to main

  main      process ${main.pid}, prints into ${main.log}
  webhook   process ${webhook.pid}, prints into ${webhook.log}
${workers.map(({ pid, log }, index) => `  worker ${index + 1}  process ${pid}, prints into ${log}`).join('\n')}

Capillary sandbox, for trying; nothing in it is real:

  ${sandbox.url}
  ${sandbox.url}/sandbox/ledger shows every call and what it really changed.

Ctrl-C ends all of it, and deletes what it wrote.
`;

/** What runs, from when all of it runs until it is to end. @type {QueueSession | undefined} */
let session;

async function stopSession() {
	const ending = session;
	session = undefined;
	await ending?.stop();
}

/** @param {QueueSession} started says when a worker ends; the others go on */
function watchWorkers({ workers }) {
	workers.forEach(({ ended }, index) => {
		void ended.then(() => session && say(`Worker ${index + 1} has ended.`));
	});
}

/** @returns {Promise<number>} the exit code */
async function queueMode() {
	const { help, workers, port } = readOptions();
	if (help) {
		say(HELP);
		return 0;
	}
	const missing = missingServers();
	if (missing) throw new UserError(`Queue mode cannot be started: ${missing}.`);
	const folder = temporaryFolder();
	// What is started from now on writes its temporary files there, too.
	process.env.TMPDIR = folder;

	await ensureRootDependencies({ onProgress: say });
	const { tarball } = await withProgress('Building the package', say, async () => {
		await buildPackage();
		return await packPackage(folder);
	});
	const runtime = await ensureN8n({ onProgress: say });
	const editorPort = await freePort(port, 'Choose others with --port.');
	if (editorPort !== port) say(`Port ${port} is in use, so the editor takes ${editorPort}.`);

	const options = { runtime, tarball, folder, workers, port: editorPort, onProgress: say };
	session = await startQueueSession(options);
	say(readyText(session));
	watchWorkers(session);
	const first = await Promise.race(
		Object.entries(session.ended).map(async ([name, ended]) => await ended.then(() => name)),
	);
	throw new UserError(`${first} ended by itself. So everything ends.`);
}

void runCommand(queueMode, { codeWhenEnded: 0, stopInOrder: stopSession });
