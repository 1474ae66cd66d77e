'use strict';

const path = require('node:path');
const { parseArgs } = require('node:util');
const { buildPackage } = require('../package/build');
const { startChild } = require('../bootstrap/childProcess');
const { ensureRootDependencies } = require('../bootstrap/install');
const { UserError } = require('../bootstrap/userError');
const { runCommand } = require('../bootstrap/runCommand');

const HELP = `npm run soak: random work against the sandbox, in which anything goes wrong; what the
node says of each row is held against what the sandbox really did.

  npm run soak                                   10,000 runs of each kind of work
  npm run soak -- --runs 500                     as many as that
  npm run soak -- --minutes 60                   again and again for an hour
  npm run soak -- --only "Claim > Unclaim"       one kind of work
  npm run soak -- --only "…" --seed N --path P   one case again, as the failure printed it`;

const ROOT = path.resolve(__dirname, '..', '..');
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
/** The test files that take a number of runs. */
const FILES = 'properties/(answers|besideOthers|creating|enrolments|giving|oneByOne|taking)';
const DEFAULT_RUNS = 10_000;
/** With --minutes, after how many runs to look at the clock. */
const RUNS_BETWEEN_LOOKS = 1_000;

/** @param {string} name @param {string | undefined} text @returns {number | undefined} */
function wholeNumber(name, text) {
	if (text === undefined) return undefined;
	if (/^\d+$/.test(text)) return Number(text);
	throw new UserError(`--${name} must be a whole number, not '${text}'.\n\n${HELP}`);
}

function readOptions() {
	const option = /** @type {const} */ ({ type: 'string' });
	const options = { runs: option, minutes: option, seed: option, path: option, only: option };
	try {
		const { values } = parseArgs({ options: { ...options, help: { type: 'boolean' } } });
		const { seed, path: casePath, only } = values;
		return {
			help: values.help,
			only,
			path: casePath,
			seed: wholeNumber('seed', seed),
			runs: wholeNumber('runs', values.runs),
			minutes: wholeNumber('minutes', values.minutes),
		};
	} catch (error) {
		if (error instanceof UserError) throw error;
		throw new UserError(`${/** @type {Error} */ (error).message}\n\n${HELP}`);
	}
}

/**
 * Runs the properties once, with jest's own output.
 * @param {{runs: number, seed?: number, path?: string}} soak what test/properties reads
 * @param {string | undefined} only
 * @returns {Promise<number>} the exit code
 */
async function round(soak, only) {
	const name = only?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const args = [
		...['--selectProjects', 'properties', '--testPathPatterns', FILES],
		...['--globals', JSON.stringify({ soak })],
		// Each file loads n8n's engine anew, and in one process their memory adds up to more than Node.js allows.
		...['--maxWorkers', '2', '--workerIdleMemoryLimit', '1GB'],
		...(name === undefined ? [] : ['--testNamePattern', name]),
	];
	const child = startChild(process.execPath, [JEST, ...args], { cwd: ROOT, stdio: 'inherit' });
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}

async function soak() {
	const { help, only, minutes, runs, ...replay } = readOptions();
	if (help) {
		console.log(HELP);
		return 0;
	}
	await ensureRootDependencies({ onProgress: console.log });
	await buildPackage();
	if (minutes === undefined) return await round({ runs: runs ?? DEFAULT_RUNS, ...replay }, only);

	const until = Date.now() + minutes * 60_000;
	for (let code = 0; ; ) {
		code = await round({ runs: runs ?? RUNS_BETWEEN_LOOKS, ...replay }, only);
		if (code !== 0 || Date.now() >= until) return code;
	}
}

void runCommand(soak);
