'use strict';

// npm run soak: runs the property tests with far more random cases than `npm test`.
const { exitCode, startChild } = require('../bootstrap/childProcess');
const { ROOT } = require('../bootstrap/install');
const { runCommand } = require('../bootstrap/runCommand');
const { buildPackage } = require('../package/build');

const HELP = `npm run soak: random work against a sandbox with random faults. Compares what the node
reports for each row with what the sandbox really did.

  npm run soak                                   10,000 runs of each kind of work
  npm run soak -- --runs 500                     this number of runs
  npm run soak -- --minutes 60                   again and again for an hour
  npm run soak -- --only "Claim > Unclaim"       one kind of work
  npm run soak -- --only "…" --seed N --path P   one case again, as the failure printed it`;

/** The test files that read the number of runs. */
const FILES =
	'properties/(concurrentChanges|corruptedResponses|creating|enrolments|giving|oneByOne|taking)';
const DEFAULT_RUNS = 10_000;
/** The runs between two looks at the clock, with --minutes. */
const RUNS_PER_ROUND = 1_000;

/**
 * @param {{runs: number, seed?: number, path?: string}} soak what test/properties reads
 * @param {string} [only] the name of one kind of work
 * @returns {string[]} the arguments of jest
 */
const jestArguments = (soak, only) => [
	...['--selectProjects', 'properties', '--testPathPatterns', FILES],
	...['--globals', JSON.stringify({ soak })],
	// With workers, a process ends when it has used too much memory: jest.config.js says how much.
	...['--maxWorkers', '2'],
	...(only ? ['--testNamePattern', only.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')] : []),
];

/**
 * Runs the properties once, with jest's own output.
 * @param {Parameters<typeof jestArguments>} options
 * @returns {Promise<number>} the exit code
 */
async function runRound(...options) {
	const args = [require.resolve('jest/bin/jest'), ...jestArguments(...options)];
	return await exitCode(startChild(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }));
}

const main = () =>
	runCommand({
		help: HELP,
		options: {
			runs: { type: 'integer' },
			minutes: { type: 'integer' },
			seed: { type: 'integer', min: -Infinity },
			path: { type: 'string' },
			only: { type: 'string' },
		},
		run: async ({ only, minutes, runs, seed, path }) => {
			const replay = { seed, path };
			await buildPackage();
			if (minutes === undefined)
				return await runRound({ runs: runs ?? DEFAULT_RUNS, ...replay }, only);

			const deadline = Date.now() + minutes * 60_000;
			for (let code = 0; ; ) {
				code = await runRound({ runs: runs ?? RUNS_PER_ROUND, ...replay }, only);
				if (code !== 0 || Date.now() >= deadline) return code;
			}
		},
	});

if (require.main === module) void main();

module.exports = { jestArguments };
