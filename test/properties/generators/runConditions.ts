import fc from 'fast-check';
import type { IDataObject, OnError } from 'n8n-workflow';

import type { Fault, FaultRule, RateLimit } from '../../../sandbox/faults/faults';
import { answerForms, variantChoices, type Variants } from '../../../sandbox/faults/variants';
import { record } from './record';
import { virtualTime } from '../harness/virtualTime';

/** Everything about a run except its rows: the node's settings and the faults. */
export interface RunConditions {
	onError: OnError;
	authentication: 'oAuth' | 'basic';
	/** The token in n8n's database. */
	storedToken: '' | 'an old token';
	options: Options;
	faults: FaultRule[];
	latencyMs: number;
	/** How far Capillary's clock is ahead of n8n's. */
	clockSkewMs: number;
	rateLimit: RateLimit | null;
	variants: Partial<Variants>;
	tokenTtlSeconds: number;
	/** The run is canceled after this many calls, or never. */
	cancelAfter: number | null;
}

export interface Options extends IDataObject {
	batchSize: number;
	concurrency: number;
	maxRetries: number;
	callsPerMinute: number;
	alreadyDone: 'error' | 'success';
	dryRun: boolean;
	lookUpTogether: boolean;
}

const rarely = <T>(usual: T, arbitrary: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T> =>
	fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight, arbitrary });

const LONG = 400 * 24 * 60 * 60;

const options: fc.Arbitrary<Options> = record({
	batchSize: rarely(20, fc.integer({ min: 1, max: 20 }), 12),
	concurrency: rarely(10, fc.integer({ min: 1, max: 50 }), 12),
	maxRetries: rarely(4, fc.integer({ min: 0, max: 10 }), 8),
	callsPerMinute: rarely(0, fc.integer({ min: 1, max: 600 })),
	alreadyDone: fc.constantFrom('error', 'success'),
	dryRun: rarely(false, fc.constant(true), 1),
	lookUpTogether: fc.boolean(),
});

/** Longer than the node waits, so it ends the run. */
const TOO_LONG = { 'Retry-After': '3600' };

export function asksForTooLong(fault: Fault): boolean {
	return 'headers' in fault && fault.headers?.['Retry-After'] === TOO_LONG['Retry-After'];
}

/** Retry-After headers: in seconds, as a date, none, or longer than the node waits. */
const retryAfter: fc.Arbitrary<Record<string, string> | undefined> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(undefined) },
	{ weight: 3, arbitrary: fc.nat(90).map((seconds) => ({ 'Retry-After': String(seconds) })) },
	{
		weight: 2,
		arbitrary: fc.nat(90).map((seconds) => ({
			'Retry-After': new Date(virtualTime.START + seconds * 1000).toUTCString(),
		})),
	},
	{ weight: 1, arbitrary: fc.constant(TOO_LONG) },
);

/** IDs that the sandbox gives to its first customers. */
const customerId = fc.nat(29).map((n) => 700_000_001 + n);

const statuses = {
	/** Sent before the work is done. */
	before: fc.constantFrom(429, 429, 502, 503, 504, 521, 500, 401, 403),
	/** Sent by a gateway or a broken service although the work is done. */
	after: fc.constantFrom(500, 502, 503, 504, 521),
	page: fc.constantFrom(200, 403, 500, 502, 503, 504),
};

const faultOfCall: fc.Arbitrary<Fault> = fc.oneof(
	{
		weight: 6,
		arbitrary: record({
			kind: fc.constant('status' as const),
			status: statuses.before,
			headers: retryAfter,
		}),
	},
	{
		weight: 2,
		arbitrary: statuses.after.map((status) => ({
			...{ kind: 'statusAfterWork' as const, status },
			// With Capillary's own body, these two say that nothing was done.
			...([503, 521].includes(status) ? { body: 'no healthy upstream' } : {}),
		})),
	},
	{ weight: 2, arbitrary: fc.constant({ kind: 'dropBefore' as const }) },
	{ weight: 3, arbitrary: fc.constant({ kind: 'dropAfter' as const }) },
	{ weight: 2, arbitrary: fc.constant({ kind: 'cut' as const }) },
	{
		weight: 2,
		arbitrary: record({ status: statuses.page, afterWork: fc.boolean() })
			// A refusing page is not sent after the call was forwarded.
			.map(({ status, afterWork }) => ({
				kind: 'html' as const,
				status,
				afterWork: afterWork && status !== 403,
			})),
	},
	{
		weight: 1,
		arbitrary: record({ kind: fc.constant('empty' as const), afterWork: fc.boolean() }),
	},
	{ weight: 1, arbitrary: record({ kind: fc.constant('omitCustomer' as const), customerId }) },
	{
		weight: 1,
		arbitrary: record({
			kind: fc.constant('wrongCustomer' as const),
			customerId,
			as: fc.oneof(customerId, fc.constant(undefined)),
		}),
	},
	{
		weight: 2,
		arbitrary: record<Fault>({
			kind: fc.constant('expireTokens' as const),
			status: fc.constantFrom(undefined, 200, 400, 401, 403, 498),
			code: fc.constantFrom(undefined, 401 as const, 498 as const),
			envelope: fc.constantFrom(undefined, 'v2' as const, 'badges' as const, 'v1.1' as const),
		}),
	},
	{ weight: 2, arbitrary: record({ kind: fc.constant('delay' as const), ms: fc.nat(500) }) },
);

const faultOfSignIn: fc.Arbitrary<Fault> = fc.oneof(
	{
		weight: 3,
		arbitrary: record({
			kind: fc.constant('status' as const),
			status: fc.constantFrom(429, 500, 503, 401),
			headers: retryAfter,
		}),
	},
	{ weight: 1, arbitrary: fc.constant({ kind: 'dropBefore' as const }) },
	{ weight: 1, arbitrary: fc.constant({ kind: 'dropAfter' as const }) },
);

export const PATHS = {
	calls: '/api_gateway/',
	lookUp: '/lookup',
	lookUpTogether: '/v1.1/customer/get',
	readBack: '/badges/management/',
	signIn: '/oauth/token',
};

function rule(path: string, fault: fc.Arbitrary<Fault>): fc.Arbitrary<FaultRule> {
	return record({
		match: fc.constant({ path }),
		skip: fc.nat(8),
		times: rarely<number | 'always'>(
			1,
			fc.oneof(fc.integer({ min: 2, max: 8 }), fc.constant('always' as const)),
		),
		fault,
	});
}

const faults: fc.Arbitrary<FaultRule[]> = fc.oneof(
	{ weight: 1, arbitrary: fc.constant<FaultRule[]>([]) },
	{
		weight: 5,
		arbitrary: fc.array(
			fc.oneof(
				{ weight: 8, arbitrary: rule(PATHS.calls, faultOfCall) },
				{ weight: 1, arbitrary: rule(PATHS.lookUp, faultOfCall) },
				{ weight: 1, arbitrary: rule(PATHS.lookUpTogether, faultOfCall) },
				{ weight: 1, arbitrary: rule(PATHS.signIn, faultOfSignIn) },
			),
			{ minLength: 1, maxLength: 8, size: 'max' },
		),
	},
);

const rateLimit: fc.Arbitrary<RateLimit | null> = rarely<RateLimit | null>(
	null,
	record({
		calls: fc.integer({ min: 1, max: 40 }),
		windowMs: fc.constantFrom(1000, 10_000, 60_000),
		retryAfter: fc.constantFrom('none', 'seconds', 'date'),
	}),
);

/** Variants that do not matter for these runs, and one that changes the output. */
const NOT_DRAWN = ['earnBulkAnswer', 'paging', 'signInRefused'];

/** Variants of what Capillary's documents leave open or describe differently. */
const variants: fc.Arbitrary<Partial<Variants>> = fc.record(
	Object.fromEntries(
		Object.entries(variantChoices)
			.filter(([name]) => !NOT_DRAWN.includes(name))
			.map(([name, [usual, ...others]]) => [
				name,
				name in answerForms
					? fc.constantFrom(...others)
					: rarely<string>(usual, fc.constantFrom<string>(...others)),
			]),
	),
	{ requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<Partial<Variants>>;

export const conditions: fc.Arbitrary<RunConditions> = record({
	onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	authentication: fc.constantFrom('oAuth', 'oAuth', 'basic'),
	storedToken: fc.constantFrom('', 'an old token'),
	options,
	faults,
	latencyMs: fc.constantFrom(0, 0, 20, 200),
	rateLimit,
	variants,
	tokenTtlSeconds: rarely(LONG, fc.integer({ min: 1, max: 120 })),
	cancelAfter: rarely<number | null>(null, fc.nat(20), 1),
	clockSkewMs: fc.constantFrom(0, 0, -360_000, 360_000, 3_600_000),
});
