import fc from 'fast-check';
import type { OnError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { loadPackage, type LoadedPackage } from '../engine/harness/loadedPackage';
import { projectRoot } from '../engine/harness/projectRoot';
import { startNode } from '../engine/harness/runNode';
import { StoredCredential } from '../engine/harness/storedCredential';
import { corruptions, corrupted, type Corruption } from './generators/corruption';
import { addJobData } from './generators/jobData';
import { choicesOf, JOBS, parametersOf, type Choices, type Job } from './generators/jobs';
import { record } from './generators/record';
import { startCorruptingServer } from './harness/corruptingServer';
import { assertProperty, HOURS } from './harness/property';
import { virtualTime } from './harness/virtualTime';
import { confirmationOf } from './invariants/confirmations';
import { outcomesOf } from './invariants/itemOutcomes';
import { type Exchange, validResponsesIn } from './invariants/validResponses';

// Whatever Capillary responds, each item gets an outcome of its own, and no item succeeds without a
// response that confirms it.

let loaded: LoadedPackage;
let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof startCorruptingServer>>;

/** The calls of a run with their responses, in order. */
let exchanges: Exchange[] = [];
let rules: Array<Corruption & { met: number }> = [];

beforeAll(async () => {
	loaded = await loadPackage(projectRoot);
	sandbox = await startSandbox({ now: virtualTime.tick });
	server = await startCorruptingServer({
		to: sandbox.url,
		respond(call, given) {
			const rule = rules.find((one) => {
				one.met++;
				return one.met > one.skip && one.met <= one.skip + one.times;
			});
			const response = rule
				? corrupted(rule, given, exchanges[exchanges.length - 1]?.response)
				: given;
			exchanges.push({ call, response });
			return response;
		},
	});
});
afterAll(async () => {
	await server?.close();
	await sandbox?.close();
});

/** Runs a job while its responses are corrupted. */
async function runTrial(job: Job, choices: Choices, onError: OnError, corruptions: Corruption[]) {
	virtualTime.restart();
	sandbox.reset();
	exchanges = [];
	rules = corruptions.map((rule) => ({ ...rule, met: 0 }));
	const items = addJobData(sandbox.state, job);
	const parameters = parametersOf(job, choices);
	const credential = new StoredCredential('capillaryApi', {
		...{ authentication: 'basic', host: 'custom', customHost: server.url },
		...sandbox.accounts.basic,
	});
	const type = 'n8n-nodes-capillary-badges.capillaryBadges';
	const result = await startNode(loaded, { type, parameters, items, onError, credential }).done;
	return {
		parameters,
		items,
		outcomes: outcomesOf(result, items, onError),
		responses: validResponsesIn(exchanges),
	};
}

const onErrors = fc.constantFrom<OnError>(
	...(['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'] as const),
);

/** The number of runs in `npm test`. */
const RUNS = { undisturbed: 4, disturbed: 20 };

describe.each(JOBS.map((job) => ({ job, name: `${job.resource} ${job.operation}` })))(
	'$name',
	({ job, name }) => {
		function checkConfirmed({
			parameters,
			items,
			outcomes,
			responses,
		}: Awaited<ReturnType<typeof runTrial>>) {
			for (const [index, output] of outcomes.entries()) {
				if (!output) continue;
				if (confirmationOf(name)({ item: items[index], parameters, output, responses })) continue;
				throw new Error(
					`Item ${index} succeeded, but no response confirms it: ${JSON.stringify(output)} ${JSON.stringify(exchanges, null, 1)}`,
				);
			}
		}

		it(
			'succeeds when no response is corrupted',
			async () => {
				const property = fc.asyncProperty(choicesOf(job), onErrors, async (choices, onError) => {
					const run = await runTrial(job, choices, onError, []);
					expect(run.outcomes).not.toContain(undefined);
					checkConfirmed(run);
				});
				await assertProperty(property, RUNS.undisturbed);
			},
			HOURS,
		);

		it(
			'never succeeds without a response that confirms it, and never throws',
			async () => {
				const work = record({
					choices: choicesOf(job),
					onError: onErrors,
					corruptions: corruptions,
				});
				const property = fc.asyncProperty(work, async ({ choices, onError, corruptions }) => {
					checkConfirmed(await runTrial(job, choices, onError, corruptions));
				});
				await assertProperty(property, RUNS.disturbed);
			},
			HOURS,
		);
	},
);
