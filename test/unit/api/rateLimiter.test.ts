import { RateLimiter } from '../../../nodes/CapillaryBadges/api/rateLimiter';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';

const tooMany: Refusal = { cause: 'capillary', status: 429, message: '', retryAfter: 10_000 };
const conflict: Refusal = { cause: 'capillary', status: 409, message: '' };

/** Asks for so many turns and counts the ones that have come. */
function ask(pace: RateLimiter, turns: number, again = false) {
	const come: boolean[] = [];
	for (let turn = 0; turn < turns; turn++) void pace.acquire(again).then((may) => come.push(may));
	return come;
}

/** Lets everything happen that waits for nothing, and then the given time pass. */
const pass = async (milliseconds = 0) => await jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

describe('RateLimiter', () => {
	it('lets the first call go alone, and the others after its answer', async () => {
		const pace = new RateLimiter(0);
		const come = ask(pace, 5);
		await pass();
		expect(come).toHaveLength(1);
		pace.release(conflict);
		await pass();
		expect(come).toHaveLength(5);
	});

	it('holds everything back after a 429, then sends one call ahead', async () => {
		const pace = new RateLimiter(0);
		ask(pace, 1);
		await pass();
		pace.release();
		const inFlight = ask(pace, 3);
		await pass();
		expect(inFlight).toHaveLength(3);
		pace.release(tooMany);
		pace.release(tooMany);
		pace.release();
		const come = ask(pace, 4);
		await pass(9_999);
		expect(come).toHaveLength(0);
		await pass(1);
		expect(come).toHaveLength(1);
		pace.release();
		await pass();
		expect(come).toHaveLength(4);
	});

	it('waits longer each time a call is refused again, when Capillary does not say how long', async () => {
		const pace = new RateLimiter(0);
		const unsaid = { ...tooMany, retryAfter: undefined };
		const waits: number[] = [];
		for (let round = 0; round < 4; round++) {
			const start = Date.now();
			const come = ask(pace, 1);
			while (come.length === 0) await pass(100);
			waits.push(Date.now() - start);
			pace.release(unsaid);
		}
		expect(waits[0]).toBeLessThanOrEqual(100);
		expect(waits[1]).toBeGreaterThanOrEqual(750);
		expect(waits[2]).toBeGreaterThan(2 * waits[1]);
		expect(waits[3]).toBeGreaterThan(2 * waits[2]);
	});

	it('begins with the shortest wait again once a call was answered', async () => {
		const pace = new RateLimiter(0);
		const random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
		for (const wait of [1000, 1000]) {
			ask(pace, 1);
			await pass();
			pace.release({ ...tooMany, retryAfter: undefined });
			const come = ask(pace, 1);
			await pass(wait - 1);
			expect(come).toHaveLength(0);
			await pass(1);
			expect(come).toHaveLength(1);
			pace.release();
		}
		random.mockRestore();
	});

	it('waits to the end, whatever happens to other calls and though no new one starts', async () => {
		const pace = new RateLimiter(0);
		ask(pace, 1);
		await pass();
		let waited = false;
		void pace.wait(1000).then(() => (waited = true));
		pace.release();
		await pass(500);
		pace.stop(conflict);
		await pass(499);
		expect(waited).toBe(false);
		await pass(1);
		expect(waited).toBe(true);
	});

	it('ends for the first reason, unless the run is cancelled after that', () => {
		const pace = new RateLimiter(0);
		const cancelled: Refusal = { cause: 'cancelled', message: '' };
		pace.stop(conflict);
		pace.stop(tooMany);
		expect(pace.end).toBe(conflict);
		pace.stop(cancelled);
		expect(pace.end).toBe(cancelled);
		pace.stop(conflict);
		expect(pace.end).toBe(cancelled);
	});

	it('does not wait for longer than a call is tried again', async () => {
		const pace = new RateLimiter(0);
		ask(pace, 1);
		await pass();
		pace.release({ ...tooMany, retryAfter: 3_600_000 });
		const come = ask(pace, 1);
		await pass();
		expect(come).toHaveLength(1);
	});

	it('spreads calls over the minute', async () => {
		const pace = new RateLimiter(60);
		const come = ask(pace, 3);
		await pass();
		pace.release();
		expect(come).toHaveLength(1);
		await pass(999);
		expect(come).toHaveLength(1);
		await pass(1);
		expect(come).toHaveLength(2);
		await pass(1000);
		expect(come).toHaveLength(3);
	});

	it('starts no new call after a failure, but lets a call find out what became of it', async () => {
		const pace = new RateLimiter(0);
		ask(pace, 1);
		await pass();
		pace.release();
		pace.stop(conflict);
		const fresh = ask(pace, 1);
		const again = ask(pace, 1, true);
		await pass();
		expect(fresh).toEqual([false]);
		expect(again).toEqual([true]);
	});

	it.each(['cancelled', 'signIn'] as const)('sends nothing at all once it is %s', async (cause) => {
		const pace = new RateLimiter(0);
		ask(pace, 1);
		await pass();
		pace.release(tooMany);
		const waiting = [...[ask(pace, 2)], ask(pace, 1, true)];
		let waited = false;
		void pace.wait(60_000).then(() => (waited = true));
		await pass(1000);
		pace.stop({ cause, message: '' });
		await pass();
		expect(waiting).toEqual([[false, false], [false]]);
		expect(waited).toBe(true);
	});
});
