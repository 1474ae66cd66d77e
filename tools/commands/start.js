'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { buildPackage, packPackage } = require('../package/build');
const { cacheFolder } = require('../bootstrap/cacheFolder');
const { startDemoSession } = require('../demo/session');
const { freePort } = require('../services/freePort');
const { ensureRootDependencies } = require('../bootstrap/install');
const { tryLock } = require('../bootstrap/lock');
const { ensureN8n } = require('../n8n/install');
const { UserError } = require('../bootstrap/userError');
const { runCommand } = require('../bootstrap/runCommand');
const { temporaryFolder } = require('../package/temporaryFolder');
const { withProgress } = require('../bootstrap/progress');

const ROOT = path.resolve(__dirname, '..', '..');
/** Not n8n's own 5678, where the user's n8n may be. */
const N8N_PORT = 5690;
const SANDBOX_PORT = 4010;

const HELP = `npm start: a real n8n with the Capillary Badges node, and a Capillary sandbox to try it on.

  npm start                     start, and keep running until Ctrl-C
  npm start -- --port 5800      n8n on another port (default ${N8N_PORT})
  npm start -- --reset          forget what was built in this demo before, and start afresh
  npm start -- --help           this text

The first start installs n8n into your cache folder: about two minutes and 2.5 GB, once for all
clones. Later starts take seconds. Nothing of an n8n of your own is touched.`;

const say = (/** @type {string} */ line) => console.log(line);

/** @returns {{help: boolean, reset: boolean, port: number}} */
function readOptions() {
	const options = /** @type {const} */ ({
		help: { type: 'boolean', default: false },
		reset: { type: 'boolean', default: false },
		port: { type: 'string', default: String(N8N_PORT) },
	});
	try {
		const { help, reset, port } = parseArgs({ options }).values;
		if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
			throw new Error(`'${port}' is not a port; ports go from 1 to 65535`);
		}
		return { help, reset, port: Number(port) };
	} catch (error) {
		throw new UserError(`${/** @type {Error} */ (error).message}.\n\n${HELP}`);
	}
}

/** Where this clone's demo keeps its n8n, so that what a person builds there stays. */
function demoFolder() {
	const clone = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
	return path.join(cacheFolder(), `demo-${clone}`);
}

/** @param {string} folder takes the demo for this process until it ends */
function occupy(folder) {
	fs.mkdirSync(path.dirname(folder), { recursive: true });
	const lock = tryLock(`${folder}.lock`);
	if ('holder' in lock) {
		throw new UserError(
			`npm start already runs for this folder (process ${lock.holder?.pid}). Use that one, or ` +
				'end it with Ctrl-C in its window and start again.',
		);
	}
	process.once('exit', lock.release);
}

/**
 * @param {string} what @param {number} wanted
 * @param {string} [advice] what to do when neither it nor the next ones are free
 * @returns {Promise<number>}
 */
async function portFor(what, wanted, advice) {
	const port = await freePort(wanted, advice);
	if (port !== wanted) say(`Port ${wanted} is in use, so ${what} takes ${port}.`);
	return port;
}

/** @returns {Promise<string>} the packed package */
async function buildAndPack() {
	await buildPackage();
	return (await packPackage(temporaryFolder())).tarball;
}

/** @param {import('../demo/session').DemoSession} session @param {string} userFolder */
const readyText = ({ n8n, owner, sandbox }, userFolder) => `
n8n with the Capillary Badges node is ready:

  ${n8n.url}/home/workflows
  Sign in with ${owner.email} and the password ${owner.password}
  Begin with the workflows called Demo. Their credentials are set up.

Capillary sandbox, for trying; nothing in it is real:

  ${sandbox.url}
  The page shows what was changed. Its button gives a customer a badge, to try a trigger.

What you build stays in ${userFolder}
Ctrl-C ends all of it.
`;

/** @returns {Promise<number>} the exit code */
async function start() {
	const { help, reset, port } = readOptions();
	if (help) {
		say(HELP);
		return 0;
	}
	const userFolder = demoFolder();
	occupy(userFolder);
	if (reset) fs.rmSync(userFolder, { recursive: true, force: true });

	await ensureRootDependencies({ onProgress: say });
	const tarball = await withProgress('Building the package', say, buildAndPack);
	const runtime = await ensureN8n({ onProgress: say });

	const ports = {
		n8n: await portFor('n8n', port, 'Choose others with --port.'),
		sandbox: await portFor('the sandbox', SANDBOX_PORT),
	};
	const options = { runtime, tarball, userFolder, ports, onProgress: say };
	const session = await startDemoSession(options);
	const { n8n, sandbox } = session;
	say(readyText(session, userFolder));

	const first = await Promise.race([
		n8n.ended.then(() => `n8n ended by itself; what it printed: ${n8n.log}.`),
		sandbox.ended.then(() => 'The sandbox ended by itself.'),
	]);
	throw new UserError(`${first} So everything ends.`);
}

void runCommand(start, { codeWhenEnded: 0 });
