'use strict';

const { ensureRootDependencies } = require('../bootstrap/install');
const { UserError, errorText } = require('../bootstrap/userError');
const { runCommand } = require('../bootstrap/runCommand');
const { Preparations } = require('../steps/preparations');
const { STEPS } = require('../steps');
const { formatDuration, withProgress } = require('../bootstrap/progress');

/**
 * @typedef {import('../steps/step').Step} Step
 * @typedef {import('../steps/step').StepResult & {step: Step, span: string}} Outcome
 */

const HELP = `npm test: everything that is checked, after setting up what that needs.

  npm test                  all steps
  npm test -- unit types    only these
  npm test -- --help        this text

${STEPS.map(({ name, what }) => `  ${name.padEnd(14)}${what}`).join('\n')}`;

const say = (/** @type {string} */ line) => console.log(line);

/** @param {string[]} names @returns {Step[]} the steps of these names, all when there are none */
function chooseSteps(names) {
	const unknown = names.filter((name) => STEPS.every((step) => step.name !== name));
	if (unknown.length > 0) throw new UserError(`There is no step '${unknown[0]}'.\n\n${HELP}`);
	return names.length > 0 ? STEPS.filter(({ name }) => names.includes(name)) : STEPS;
}

/** @param {Step} step @param {Preparations} preparations @returns {Promise<Outcome>} */
async function runStep(step, preparations) {
	const startedAt = Date.now();
	let result;
	try {
		const prepared = await preparations.ready(step.needs);
		result = await withProgress(step.name, say, async () => await step.run(prepared));
	} catch (error) {
		result = { passed: 0, failed: 1, skipped: [], output: errorText(error) };
	}
	if (result.failed > 0) say(`\n${result.output.trim()}\n`);
	return { ...result, step, span: formatDuration(Date.now() - startedAt) };
}

/** @param {Outcome} outcome */
function rowOf({ step, span, passed, failed, skipped }) {
	const counts = [`${passed} passed`, `${failed} failed`];
	if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
	const mark = failed > 0 ? 'FAILED' : 'passed';
	return `  ${mark}  ${step.name.padEnd(14)}${span.padStart(12)}  ${counts.join(', ')}`;
}

/** @returns {Promise<number>} the exit code */
async function test() {
	const args = process.argv.slice(2);
	if (args.includes('--help')) {
		say(HELP);
		return 0;
	}
	const steps = chooseSteps(args);
	await ensureRootDependencies({ onProgress: say });
	const preparations = new Preparations(say);
	/** @type {Outcome[]} */
	const outcomes = [];
	for (const step of steps) outcomes.push(await runStep(step, preparations));

	const sum = (/** @type {'passed' | 'failed'} */ key) =>
		outcomes.reduce((total, outcome) => total + outcome[key], 0);
	const skipped = outcomes.flatMap((outcome) => outcome.skipped);
	say(['', ...outcomes.map(rowOf), ''].join('\n'));
	if (skipped.length > 0) say(['Skipped:', ...skipped.map((name) => `  ${name}`), ''].join('\n'));
	const counts = [`${sum('passed')} passed`, `${sum('failed')} failed`];
	if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
	say(counts.join(', '));
	return sum('failed') > 0 ? 1 : 0;
}

void runCommand(test);
