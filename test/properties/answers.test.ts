import fc from 'fast-check';
import type { OnError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { loadPackage, type LoadedPackage } from '../engine/harness/loadedPackage';
import { projectRoot } from '../engine/harness/projectRoot';
import { startNode } from '../engine/harness/runNode';
import { StoredCredential } from '../engine/harness/storedCredential';
import {
	startAnsweringServer,
	type Answer,
	type MadeCall,
} from './harness/answers/answeringServer';
import { confirmationOf } from './harness/answers/confirmations';
import { heardIn } from './harness/answers/hearing';
import { choicesOf, JOBS, parametersOf, type Choices, type Job } from './harness/answers/jobs';
import { spoilings, spoilt, type Spoiling } from './harness/answers/spoiling';
import { outcomesOf } from './harness/answers/verdict';
import { addWorld } from './harness/answers/world';
import { assertProperty, HOURS } from './harness/property';
import { record } from './harness/record';
import { virtualTime } from './harness/virtualTime';

// Whatever comes as an answer, each item gets an outcome of its own, and none is called done that no
// answer confirms.

let loaded: LoadedPackage;
let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof startAnsweringServer>>;

/** The answers of a run, in the order in which they were given. */
let answers: Array<{ call: MadeCall; answer: Answer }> = [];
let rules: Array<Spoiling & { met: number }> = [];

beforeAll(async () => {
	loaded = await loadPackage(projectRoot);
	sandbox = await startSandbox({ now: virtualTime.tick });
	server = await startAnsweringServer({
		to: sandbox.url,
		answer(call, given) {
			const rule = rules.find((one) => {
				one.met++;
				return one.met > one.skip && one.met <= one.skip + one.times;
			});
			const answer = rule ? spoilt(rule, given, answers[answers.length - 1]?.answer) : given;
			answers.push({ call, answer });
			return answer;
		},
	});
});
afterAll(async () => {
	await server?.close();
	await sandbox?.close();
});

/** Does a job while these things happen to the answers. */
async function carryOut(job: Job, choices: Choices, onError: OnError, spoiled: Spoiling[]) {
	virtualTime.restart();
	sandbox.reset();
	answers = [];
	rules = spoiled.map((rule) => ({ ...rule, met: 0 }));
	const items = addWorld(sandbox.state, job);
	const parameters = parametersOf(job, choices);
	const credential = new StoredCredential('capillaryApi', {
		...{ authentication: 'basic', host: 'custom', customHost: server.url },
		...sandbox.accounts.basic,
	});
	const type = 'n8n-nodes-capillary-badges.capillaryBadges';
	const said = await startNode(loaded, { type, parameters, items, onError, credential }).done;
	return { parameters, items, outcomes: outcomesOf(said, items, onError), heard: heardIn(answers) };
}

const onErrors = fc.constantFrom<OnError>(
	...(['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'] as const),
);

/** In one go of `npm test`. */
const RUNS = { undisturbed: 4, disturbed: 20 };

describe.each(JOBS.map((job) => ({ job, name: `${job.resource} ${job.operation}` })))(
	'$name',
	({ job, name }) => {
		function holdToAnswers({
			parameters,
			items,
			outcomes,
			heard,
		}: Awaited<ReturnType<typeof carryOut>>) {
			for (const [index, output] of outcomes.entries()) {
				if (!output) continue;
				if (confirmationOf(name)({ item: items[index], parameters, output, heard })) continue;
				throw new Error(
					`Item ${index} is called done, and no answer confirms it: ${JSON.stringify(output)} ${JSON.stringify(answers, null, 1)}`,
				);
			}
		}

		it(
			'is done when nothing is wrong with the answers',
			async () => {
				const property = fc.asyncProperty(choicesOf(job), onErrors, async (choices, onError) => {
					const run = await carryOut(job, choices, onError, []);
					expect(run.outcomes).not.toContain(undefined);
					holdToAnswers(run);
				});
				await assertProperty(property, RUNS.undisturbed);
			},
			HOURS,
		);

		it(
			'is never called done without a word of it, and no answer makes it throw',
			async () => {
				const work = record({ choices: choicesOf(job), onError: onErrors, spoiled: spoilings });
				const property = fc.asyncProperty(work, async ({ choices, onError, spoiled }) => {
					holdToAnswers(await carryOut(job, choices, onError, spoiled));
				});
				await assertProperty(property, RUNS.disturbed);
			},
			HOURS,
		);
	},
);
