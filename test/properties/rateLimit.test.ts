import { loadPackage, type LoadedPackage } from '../engine/harness/loadedPackage';
import { projectRoot } from '../engine/harness/projectRoot';
import { runTrial } from './harness/runTrial';
import type { RunConditions } from './generators/runConditions';
import { earnedBadges } from './generators/earnedBadges';
import { expectInvariants } from './invariants/run';

const ROWS = 320;

/** One call for each row: every row names another earned badge and its customer. */
const plan = {
	customerCount: 30,
	held: Array.from({ length: ROWS }, (_, n) => ({ n, badge: n % 2, revoked: false })),
	rows: Array.from({ length: ROWS }, (_, held) => ({
		held,
		own: true,
		who: { n: 0, by: 'customerId' as const, as: 'written' as const },
	})),
};

/** The default options of the node. */
const defaults = {
	batchSize: 20,
	concurrency: 10,
	maxRetries: 4,
	callsPerMinute: 0,
	alreadyDone: 'error' as const,
	dryRun: false,
	lookUpTogether: false,
};

const conditions: RunConditions = {
	onError: 'stopWorkflow',
	authentication: 'oAuth',
	storedToken: '',
	options: defaults,
	faults: [],
	latencyMs: 100,
	clockSkewMs: 0,
	rateLimit: null,
	variants: {},
	tokenTtlSeconds: 3600,
	cancelAfter: null,
};

let loaded: LoadedPackage;
beforeAll(async () => {
	loaded = await loadPackage(projectRoot);
});

describe('a limit of 100 calls a minute', () => {
	it.each(['none', 'seconds', 'date'] as const)(
		'lets every row succeed with the default options, Retry-After: %s',
		async (retryAfter) => {
			const rateLimit = { calls: 100, windowMs: 60_000, retryAfter };
			const run = await runTrial(loaded, earnedBadges, plan, { ...conditions, rateLimit });
			expectInvariants(run);
			expect(run.result.status).toBe('success');
			expect(run.result.outputs[0]).toHaveLength(ROWS);
			expect(run.calls.filter(({ status }) => status === 429)).not.toHaveLength(0);
			expect(run.result.hints.map(({ message }) => message).join()).toContain(
				"Capillary takes about 100 calls a minute: set 'Calls per Minute' to 95",
			);
		},
	);

	it('is never reached when Calls per Minute is below it', async () => {
		const run = await runTrial(loaded, earnedBadges, plan, {
			...conditions,
			options: { ...defaults, callsPerMinute: 90 },
			rateLimit: { calls: 100, windowMs: 60_000, retryAfter: 'none' },
		});
		expectInvariants(run);
		expect(run.result.status).toBe('success');
		expect(run.calls.filter(({ status }) => status === 429)).toHaveLength(0);
	});
});

describe('an outage that does not end', () => {
	it('ends the run after minutes, with few calls, and reports the other rows as not sent', async () => {
		const done = 30;
		const run = await runTrial(loaded, earnedBadges, plan, {
			...conditions,
			onError: 'continueRegularOutput',
			faults: [
				{
					match: { path: '/api_gateway/' },
					...{ skip: done, times: 'always', fault: { kind: 'status', status: 503 } },
				},
			],
		});
		expectInvariants(run);
		const errors = run.result.outputs[0].map(({ json }) => json.error).filter(Boolean) as string[];
		expect(errors).toHaveLength(ROWS - done);
		const notSent = errors.filter((error) =>
			/^Not sent: Capillary has not been answering since \d\d:\d\d$/.test(error),
		);
		// The others were in flight when the outage began.
		expect(notSent.length).toBeGreaterThanOrEqual(ROWS - done - defaults.concurrency);
		expect(run.calls.length - done).toBeLessThanOrEqual(100);
		expect(run.result.hints.map(({ message }) => message).join()).toContain(
			'because Capillary stopped answering',
		);
	});
});
