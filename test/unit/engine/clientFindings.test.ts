import type { RateLimiter } from '../../../nodes/CapillaryBadges/api/rateLimiter';
import { clientFindings } from '../../../nodes/CapillaryBadges/engine/clientFindings';

const limiter = (callsPerMinute?: number, pausedFor = 0) =>
	({ limit: { callsPerMinute }, breaker: { pausedFor } }) as RateLimiter;
const found = (limiters: RateLimiter[], callsPerMinute = 0) =>
	clientFindings(limiters, { callsPerMinute });

describe('clientFindings', () => {
	it('returns nothing for a run without a limit or an outage', () => {
		expect(found([limiter(), limiter()])).toEqual([]);
	});

	it('names the smallest limit and what to set', () => {
		expect(found([limiter(1000), limiter(100)])).toEqual([
			"Capillary takes about 100 calls a minute: set 'Calls per Minute' to 95, and no call is refused",
		]);
		expect(found([limiter(1)])).toEqual([
			"Capillary takes about 1 call a minute: set 'Calls per Minute' to 1, and no call is refused",
		]);
	});

	it('does not suggest a setting that is already made', () => {
		expect(found([limiter(100)], 95)).toEqual(['Capillary takes about 100 calls a minute']);
		expect(found([limiter(100)], 96)[0]).toContain('to 95');
	});

	it.each([
		[1000, '1 s'],
		[30_400, '31 s'],
		[60_000, '1 minute'],
		[240_000, '4 minutes'],
	])('says how long the run waited: %d ms', (pausedFor, words) => {
		expect(found([limiter(undefined, pausedFor)])).toEqual([
			`The run waited ${words} for Capillary to answer again`,
		]);
	});
});
