'use strict';

const { parseArgs } = require('node:util');
const { PlainError } = require('../tools/plain-error');
const { runTool } = require('../tools/run-tool');
const { CONTESTANTS, HTTP_PACED, HTTP_UNLIMITED } = require('./contestants');
const { DOCUMENT, writeDocument } = require('./document');
const { measure } = require('./measure');
const { FEW, MANY, program } = require('./program');
const { groupTable, verdictTable } = require('./report');
const { Results } = require('./results');
const { setStage } = require('./stage');
const { verdicts } = require('./targets');
const { prepareSandbox } = require('./work');

/**
 * @typedef {import('./stage').Stage} Stage
 * @typedef {import('./measure').Run} Run
 * @typedef {import('./workflows').ContestantName} ContestantName
 */

/** What the Capillary Badges node can be set to. */
const MOST_IN_FLIGHT = 20;

const HELP = `npm run bench: the Capillary Badges node beside n8n's HTTP Request node, in one real n8n.

  npm run bench                   everything (about fifteen minutes); writes ${DOCUMENT}
  npm run bench -- --rounds 3     so often, 5 unless told; medians count
  npm run bench -- --quick        two rounds without the 10,000 rows, and nothing is written
  npm run bench -- --help         this text

It ends with exit code 1 when a target is missed.`;

const say = (/** @type {string} */ line) => console.log(line);

/** @returns {{help: boolean, quick: boolean, rounds: number}} */
function readOptions() {
	const options = /** @type {const} */ ({
		help: { type: 'boolean', default: false },
		quick: { type: 'boolean', default: false },
		rounds: { type: 'string' },
	});
	try {
		const { help, quick, rounds = quick ? '2' : '5' } = parseArgs({ options }).values;
		if (!/^[1-9]\d?$/.test(rounds)) throw new Error(`'${rounds}' is not a number of rounds`);
		return { help, quick, rounds: Number(rounds) };
	} catch (error) {
		throw new PlainError(`${/** @type {Error} */ (error).message}.\n\n${HELP}`);
	}
}

/**
 * Makes the runs in turn, as often as there are rounds.
 * @param {Stage} stage
 * @param {Run[]} runs
 * @param {number} rounds
 * @param {Results} results where they go
 */
async function inTurn(stage, runs, rounds, results) {
	for (let round = 0; round < rounds; round++) {
		for (const run of runs) results.add(run, await measure(stage, run));
	}
}

/**
 * The first runs are slower, whoever makes them; they count for nothing.
 * @param {Stage} stage
 */
async function warmUp(stage) {
	const contestants = /** @type {ContestantName[]} */ (Object.keys(CONTESTANTS));
	const works = /** @type {const} */ (['revokeIssue', 'revokeEarn']);
	const runs = works.flatMap((work) =>
		contestants.map((contestant) => ({ work, rows: FEW, latencyMs: 0, contestant })),
	);
	await inTurn(stage, runs, 1, new Results());
}

/**
 * Tries settings of the HTTP Request node.
 * @param {Stage} stage
 * @param {{title: string, work: Run['work'], settings: readonly ContestantName[],
 *   mostInFlight: number, rounds: number}} heat only settings that keep to mostInFlight can win; if none does, all can
 * @returns {Promise<import('./document').Heat>}
 */
async function heat(stage, { title, work, settings, mostInFlight, rounds }) {
	const results = new Results();
	const runs = settings.map((contestant) => ({ work, rows: FEW, latencyMs: 50, contestant }));
	say(`\n${title}`);
	await inTurn(stage, runs, rounds, results);
	say(groupTable(results, { title, runs }));
	const within = runs.filter((run) => results.median(run, 'mostInFlight') <= mostInFlight);
	const [fastest] = (within.length > 0 ? within : [...runs]).sort(
		(one, other) => results.median(one, 'wallMs') - results.median(other, 'wallMs'),
	);
	return { title, results, runs, winner: fastest.contestant };
}

/** @returns {Promise<number>} the exit code */
async function bench() {
	const { help, quick, rounds } = readOptions();
	if (help) {
		say(HELP);
		return 0;
	}
	const stage = await setStage(say);
	await prepareSandbox(stage.sandbox, quick ? FEW : MANY);
	say('Warming up');
	await warmUp(stage);

	const heats = [
		await heat(stage, {
			title: 'HTTP Request at its fastest: revokeIssue, sandbox latency 50 ms',
			work: 'revokeIssue',
			settings: HTTP_UNLIMITED,
			mostInFlight: Infinity,
			rounds,
		}),
		await heat(stage, {
			title: 'HTTP Request with at most 20 calls in flight: revokeEarn, sandbox latency 50 ms',
			work: 'revokeEarn',
			settings: HTTP_PACED,
			mostInFlight: MOST_IN_FLIGHT,
			rounds,
		}),
	];
	const rivals = { fastest: heats[0].winner, paced: heats[1].winner };

	const results = new Results();
	const groups = program(rivals, { quick });
	for (const group of groups) {
		say(`\n${group.title}, ${rounds} rounds`);
		await inTurn(stage, group.runs, rounds, results);
		say(groupTable(results, group));
	}
	const judged = verdicts(results, rivals);
	say(`\n${verdictTable(judged)}`);
	if (!quick) {
		writeDocument({ heats, results, groups, judged, rounds, n8nVersion: stage.n8nVersion });
		say(`\nWritten to ${DOCUMENT}`);
	}
	return judged.every(({ holds }) => holds) ? 0 : 1;
}

void runTool(bench);
