import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import {
	isInDoubt,
	isRateLimit,
	mayStillRun,
	isRetryable,
	outcomeUnknown,
	backoff,
} from '../../../nodes/CapillaryBadges/errors/retry';

const refused = (refusal: Partial<Refusal>): Refusal => ({
	cause: 'capillary',
	message: '',
	...refusal,
});

describe('isRetryable', () => {
	it.each([429, 461, 502, 503, 504, 521])('retries after HTTP %d', (status) => {
		expect(isRetryable(refused({ status }))).toBe(true);
	});

	it.each([400, 401, 403, 404, 409, 500])('does not retry after HTTP %d', (status) => {
		expect(isRetryable(refused({ status }))).toBe(false);
	});

	it.each(['unanswered', 'unreachable'] as const)('retries when the call was %s', (cause) => {
		expect(isRetryable(refused({ cause }))).toBe(true);
	});

	it.each([461, 502, 503, 504, 521, 4001])(
		"retries after Capillary's code %d, whatever the status",
		(code) => {
			expect(isRetryable(refused({ status: 400, code }))).toBe(true);
		},
	);

	it('does not retry after any other code', () => {
		expect(isRetryable(refused({ status: 409, code: 814 }))).toBe(false);
	});

	it('retries when Retry-After is five minutes', () => {
		expect(isRetryable(refused({ status: 429, retryAfter: 300_000 }))).toBe(true);
	});

	it('does not retry when Retry-After is longer than five minutes', () => {
		expect(isRetryable(refused({ status: 429, retryAfter: 301_000 }))).toBe(false);
	});
});

describe('isRateLimit', () => {
	it.each([
		[429, true],
		[503, false],
		[undefined, false],
	])('returns for HTTP %s: %s', (status, expected) => {
		expect(isRateLimit(refused({ status }))).toBe(expected);
	});
});

describe('outcomeUnknown', () => {
	it.each<[Partial<Refusal>, boolean]>([
		[{ cause: 'unanswered' }, true],
		[{ cause: 'unreadable', status: 200 }, true],
		[{ cause: 'unreadable', status: 500 }, true],
		[{ cause: 'unreadable', status: 502 }, true],
		[{ cause: 'unreadable', status: 503 }, true],
		[{ cause: 'unreadable', status: 504 }, true],
		[{ cause: 'unreadable', status: 521 }, true],
		[{ cause: 'unreadable' }, true],
		[{ cause: 'unreadable', status: 403 }, false],
		[{ cause: 'unreadable', status: 429 }, false],
		[{ cause: 'unreachable' }, false],
		[{ cause: 'signIn', status: 401 }, false],
		[{ status: 429 }, false],
		[{ status: 503 }, true],
		[{ status: 503, code: 503 }, true],
		[{ status: 503, code: 4001 }, false],
		[{ status: 521, code: 521 }, false],
		[{ status: 400, code: 999999 }, false],
		[{ status: 500, code: 999999 }, true],
		[{ status: 502, code: 1 }, true],
		[{ status: 400, code: 504 }, true],
		[{ status: 400, code: 461 }, false],
	])('returns for %j: %s', (refusal, expected) => {
		expect(outcomeUnknown(refused(refusal))).toBe(expected);
	});
});

describe('isInDoubt', () => {
	it.each<[Partial<Refusal>, boolean]>([
		[{ cause: 'unanswered' }, true],
		[{ cause: 'unanswered', readOnly: true }, false],
		[{ cause: 'unanswered', outcome: 'notDone' }, false],
		[{ code: 810 }, false],
		[{ code: 810, outcome: 'unknown' }, true],
	])('returns for %j: %s', (refusal, expected) => {
		expect(isInDoubt(refused(refusal))).toBe(expected);
	});
});

describe('mayStillRun', () => {
	it.each<[Partial<Refusal>, boolean]>([
		[{ cause: 'unanswered', timedOut: true }, true],
		[{ cause: 'unanswered' }, false],
		[{ cause: 'unreadable', status: 504 }, true],
		[{ cause: 'unreadable', status: 503 }, false],
	])('returns for %j: %s', (refusal, expected) => {
		expect(mayStillRun(refused(refusal))).toBe(expected);
	});
});

describe('backoff', () => {
	it('returns Retry-After when there is one', () => {
		expect(backoff(3, refused({ status: 429, retryAfter: 0 }))).toBe(0);
		expect(backoff(0, refused({ status: 429, retryAfter: 7000 }))).toBe(7000);
	});

	it('waits longer than a minute in total with the default retries after 429', () => {
		const shortest = [0, 1, 2, 3]
			.map((attempt) => backoff(attempt, refused({ status: 429 })))
			.reduce((sum, wait) => sum + wait);
		expect(shortest).toBeGreaterThanOrEqual(60_000);
	});

	it.each([
		[429, [1000, 4000, 16_000, 60_000, 60_000]],
		[503, [500, 1000, 2000, 4000, 8000]],
	])('grows after HTTP %d, and varies by a quarter', (status, waits) => {
		const random = jest.spyOn(Math, 'random');
		for (const [chance, part] of [
			[0, 0.75],
			[0.5, 1],
			[1, 1.25],
		]) {
			random.mockReturnValue(chance);
			expect(waits.map((_, attempt) => backoff(attempt, refused({ status })))).toEqual(
				waits.map((wait) => wait * part),
			);
		}
		random.mockRestore();
	});

	it('grows and stays below 75 seconds', () => {
		const [first, second, last] = [0, 2, 10].map((n) => backoff(n, refused({ status: 503 })));
		expect(second).toBeGreaterThan(first);
		expect(last).toBeLessThanOrEqual(75_000);
	});
});
