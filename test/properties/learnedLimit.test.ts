import fc from 'fast-check';

import { RateLimit } from '../../nodes/CapillaryBadges/api/rateLimit';
import {
	sendLearning,
	SERVERS,
	shortestTime,
	type LimitedServer,
	type Sending,
	type SentAll,
} from './harness/limitedServers';
import { soak } from './harness/soak';

const MINUTE = 60_000;
/** The number of runs for each kind of server. */
const RUNS = soak?.runs ?? 200;

type Kind = keyof typeof SERVERS;

/** A run against a limit: 30 to 1,000 calls a minute, responses after 20 ms to 2 s. */
const runs = fc
	.record({
		limit: logarithmic(30, 1000),
		latency: logarithmic(20, 2000),
		minutes: fc.double({ min: 0.5, max: 8, noNaN: true }),
		phase: fc.nat(MINUTE),
		seed: fc.nat(),
	})
	.map(({ minutes, ...run }) => ({ ...run, calls: Math.max(50, Math.round(run.limit * minutes)) }));

function logarithmic(min: number, max: number) {
	const exponents = { min: Math.log(min), max: Math.log(max), noNaN: true };
	return fc.double(exponents).map((exponent) => Math.round(Math.exp(exponent)));
}

/** Numbers from 0 to 1, determined by a seed. */
function randomFrom(seed: number) {
	let state = (seed % 2147483646) + 1;
	return () => {
		state = (state * 48271) % 2147483647;
		return state / 2147483647;
	};
}

interface Measured extends SentAll {
	shortest: number;
	ratio: number;
}

function measure(kind: Kind, saysWhen: boolean): Measured[] {
	return fc
		.sample(runs, { numRuns: RUNS, ...(soak?.seed ? { seed: soak.seed } : {}) })
		.map(({ limit, phase, seed, ...run }) => {
			const sending = { ...run, inFlight: 10, saysWhen, random: randomFrom(seed) };
			const sent = sendLearning(SERVERS[kind](limit, phase), sending);
			const shortest = shortestTime(SERVERS[kind](limit, phase), sending);
			return { ...sent, shortest, ratio: sent.took / shortest };
		});
}

/** The value below which this part of the values lies. */
function quantile(values: number[], part: number): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** A server that changes to another at a time. */
function changing(before: LimitedServer, after: LimitedServer, at: number): LimitedServer {
	return { take: (now) => (now < at ? before : after).take(now) };
}

describe.each<[Kind, { median: number; nearlyAll: number }]>([
	['fixedMinute', { median: 1.02, nearlyAll: 1.1 }],
	['slidingMinute', { median: 1.02, nearlyAll: 1.1 }],
	['smallBucket', { median: 1.02, nearlyAll: 1.1 }],
	['bucketOfAMinute', { median: 1.02, nearlyAll: 1.1 }],
	['fixedSecond', { median: 1.12, nearlyAll: 1.4 }],
])('a learned limit: %s', (kind, { median, nearlyAll }) => {
	it.each([false, true])(
		'takes hardly longer than the limit itself, Retry-After: %s',
		(saysWhen) => {
			const measured = measure(kind, saysWhen);
			const long = measured.filter(({ shortest }) => shortest >= 2 * MINUTE);
			expect(long.length).toBeGreaterThan(RUNS / 4);
			const ratios = long.map(({ ratio }) => ratio);
			expect(quantile(ratios, 0.5)).toBeLessThan(saysWhen ? median + 0.03 : median);
			expect(quantile(ratios, 0.95)).toBeLessThan(nearlyAll);
			const refusedLater = long.flatMap(({ took, refusedAt }) => {
				const minutes = took / MINUTE - 2;
				return minutes < 1 ? [] : [refusedAt.filter((at) => at > 2 * MINUTE).length / minutes];
			});
			expect(quantile(refusedLater, 0.5)).toBeLessThan(3);
			const refusedFirst = long.map(
				({ refusedAt }) => refusedAt.filter((at) => at < 2 * MINUTE).length / 2,
			);
			expect(quantile(refusedFirst, 0.5)).toBeLessThanOrEqual(15);
		},
	);
});

describe('a learned limit', () => {
	const sending = (calls: number, random = randomFrom(1)): Sending => ({
		...{ calls, inFlight: 10, latency: 100, saysWhen: false, random },
	});

	it('does not exist when no call is refused', () => {
		const limit = new RateLimit();
		const free = sendLearning({ take: () => 'taken' }, sending(5000), limit);
		expect(free.took).toBeLessThan(5000 * 10 * 1.1);
		expect(limit.callsPerMinute).toBeUndefined();
	});

	it.each(['fixedMinute', 'slidingMinute', 'smallBucket', 'bucketOfAMinute'] as const)(
		'is close to the limit of the server: %s',
		(kind) => {
			fc.assert(
				fc.property(fc.integer({ min: 30, max: 1000 }), fc.nat(), (calls, seed) => {
					const limit = new RateLimit();
					const run = sending(6 * calls, randomFrom(seed));
					sendLearning(SERVERS[kind](calls, seed % MINUTE), run, limit);
					expect(limit.callsPerMinute! / calls).toBeGreaterThan(0.75);
					expect(limit.callsPerMinute! / calls).toBeLessThan(1.25);
				}),
				{ numRuns: RUNS / 4 },
			);
		},
	);

	it('is the exact number of calls per minute after two minutes', () => {
		const limit = new RateLimit();
		sendLearning(SERVERS.fixedMinute(100, 0), sending(250), limit);
		expect(limit.callsPerMinute).toBe(100);
	});

	it.each<[string, LimitedServer, number]>([
		['grows', changing(SERVERS.fixedMinute(100, 0), SERVERS.fixedMinute(300, 0), 150_000), 12.5],
		['shrinks', changing(SERVERS.fixedMinute(300, 0), SERVERS.fixedMinute(100, 0), 150_000), 24],
		['is lifted', changing(SERVERS.slidingMinute(100), { take: () => 'taken' }, 150_000), 4],
	])('is learned again when it %s', (_, server, most) => {
		const { took } = sendLearning(server, sending(2500));
		expect(took / MINUTE).toBeLessThan(most);
	});

	it('works when another program uses half of it at random', () => {
		const random = randomFrom(7);
		const server = SERVERS.slidingMinute(200);
		let other = 0;
		const shared: LimitedServer = {
			take(at) {
				while (other < at) {
					server.take(other);
					other += 600 * 2 * random();
				}
				return server.take(at);
			},
		};
		const { took } = sendLearning(shared, sending(1000));
		expect(took / MINUTE).toBeLessThan(16);
	});
});
