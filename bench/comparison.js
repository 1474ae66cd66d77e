'use strict';

// Compares the node with n8n's HTTP Request node, in one real n8n.
const { say } = require('../tools/bootstrap/runCommand');
const { CONTESTANTS, HTTP_PACED, HTTP_UNLIMITED } = require('./contestants');
const { DOCUMENT, writeDocument } = require('./document');
const { limitTable } = require('./limits');
const { measure } = require('./measure');
const { groupTable, verdictTable } = require('./report');
const { Results } = require('./results');
const { Stage } = require('./stage');
const { FEW, groups, MANY, verdicts } = require('./targets');
const { prepareSandbox } = require('./work');

/**
 * @typedef {import('./measure').Run} Run
 * @typedef {import('./stage').ContestantName} ContestantName
 */

/** The most calls in flight in the comparison at equal concurrency. */
const FEW_IN_FLIGHT = 20;

/** Makes runs in a real n8n and collects the measurements. */
class Bench {
	results = new Results();

	/** @param {Stage} stage @param {number} rounds */
	constructor(stage, rounds) {
		this.stage = stage;
		this.rounds = rounds;
	}

	/** The first run of each contestant is slower, so it does not count. */
	async warmUp() {
		const contestants = /** @type {ContestantName[]} */ (Object.keys(CONTESTANTS));
		for (const contestant of contestants) {
			await measure(this.stage, { work: 'revokeIssue', rows: FEW, contestant });
		}
	}

	/**
	 * Makes each run once a round.
	 * @param {string} title
	 * @param {Run[]} runs
	 * @returns {Promise<string>} the measurements, as a section of the document
	 */
	async inTurn(title, runs) {
		say(`\n${title}`);
		for (let round = 0; round < this.rounds; round++) {
			for (const run of runs) this.results.add(run, await measure(this.stage, run));
		}
		const figures = groupTable(this.results, runs);
		say(figures);
		return `### ${title}\n\n${figures}\n`;
	}

	/**
	 * Finds the fastest settings of the HTTP Request node.
	 * @param {string} title
	 * @param {readonly ContestantName[]} settings
	 * @param {number} mostInFlight settings with more calls in flight are excluded, unless all have more
	 * @returns {Promise<{section: string, winner: ContestantName}>}
	 */
	async heat(title, settings, mostInFlight) {
		/** @type {Run[]} */
		const runs = settings.map((contestant) => ({ work: 'revokeIssue', rows: FEW, contestant }));
		const section = await this.inTurn(title, runs);
		const within = runs.filter((run) => this.results.median(run, 'mostInFlight') <= mostInFlight);
		const [fastest] = (within.length > 0 ? within : [...runs]).sort(
			(one, other) => this.results.median(one, 'wallMs') - this.results.median(other, 'wallMs'),
		);
		return { section, winner: fastest.contestant };
	}
}

/**
 * @param {boolean} quick
 * @param {number} rounds
 * @returns {Promise<number>} the exit code
 */
async function bench(quick, rounds) {
	const stage = await Stage.set(say);
	await prepareSandbox(stage.sandbox, quick ? FEW : MANY);
	const trial = new Bench(stage, rounds);
	say('Warming up');
	await trial.warmUp();

	const unlimited = await trial.heat('HTTP Request at its fastest', HTTP_UNLIMITED, Infinity);
	const title = `HTTP Request with at most ${FEW_IN_FLIGHT} calls in flight`;
	const few = await trial.heat(title, HTTP_PACED, FEW_IN_FLIGHT);
	const rivals = { fastest: unlimited.winner, paced: few.winner };
	const sections = [];
	for (const { title, runs } of groups(rivals, quick))
		sections.push(await trial.inTurn(title, runs));
	const limits = limitTable();
	say(`\nAgainst a limit that is not known, in virtual time\n${limits}`);
	const judged = verdicts(trial.results, rivals);
	say(`\n${verdictTable(judged)}`);
	if (!quick) {
		const tables = [...sections, unlimited.section, few.section];
		const n8nVersion = await stage.n8n.version();
		writeDocument({ judged, rivals, tables, limits, rounds, n8nVersion });
		say(`\nWritten to ${DOCUMENT}`);
	}
	return judged.every(({ holds }) => holds) ? 0 : 1;
}

module.exports = { bench };
