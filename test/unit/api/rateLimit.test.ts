import type { StartedCall } from '../../../nodes/CapillaryBadges/api/closedLimit';
import { RateLimit } from '../../../nodes/CapillaryBadges/api/rateLimit';

const MINUTE = 60_000;

type End = 'passed' | 'refused' | 'unknown';

let limit: RateLimit;
beforeEach(() => {
	limit = new RateLimit();
});

/** A call from `at` on, whose response comes 10 ms later. */
function call(at: number, end: End, retryAfter?: number): void {
	limit.finished(at + 10, limit.started(at), end, retryAfter);
}

/** Calls that get through, one each millisecond. Returns their number. */
function passedFrom(at: number, calls: number): number {
	for (let nth = 0; nth < calls; nth++) call(at + nth, 'passed');
	return calls;
}

/** How many calls may start at this time while none of them has ended. */
function startable(now: number): StartedCall[] {
	const started: StartedCall[] = [];
	while (started.length < 100 && limit.wait(now) === 0) started.push(limit.started(now));
	return started;
}

/** Ten calls get through from the time 0 on. The next one is refused until the minute is over. */
function learnTenAMinute(): void {
	passedFrom(0, 10);
	call(20, 'refused');
	call(10_000, 'refused');
	call(MINUTE, 'passed');
}

describe('before a refusal', () => {
	it('any number of calls may start, and the limit is not known', () => {
		passedFrom(0, 500);
		expect(limit.wait(500)).toBe(0);
		expect(limit.callsPerMinute).toBeUndefined();
		expect(limit.isOver(10 * MINUTE)).toBe(false);
	});

	it('calls that got through are counted, and no others', () => {
		passedFrom(0, 3);
		call(10, 'unknown');
		call(20, 'refused');
		expect(limit.totalPassed).toBe(3);
	});
});

describe('after a refusal without Retry-After', () => {
	/** The waits after each of so many refused tries, the first of which starts at `now`. */
	function waits(now: number, tries: number): number[] {
		return Array.from({ length: tries }, () => {
			call(now, 'refused');
			const wait = limit.wait(now + 10);
			now += 10 + wait;
			return wait;
		});
	}

	it('one call after growing waits tries whether calls get through', () => {
		expect(waits(0, 8)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
	});

	it('no other call starts while that one has no response, for at most a minute', () => {
		call(0, 'refused');
		limit.started(260);
		expect(limit.wait(261)).toBe(Infinity);
		expect(limit.wait(260 + MINUTE - 1)).toBe(Infinity);
		expect(limit.wait(260 + MINUTE)).toBe(0);
	});

	it('a try without a response is repeated after 250 ms', () => {
		call(0, 'refused');
		call(260, 'unknown');
		expect(limit.wait(270)).toBe(250);
	});

	it('a call that tries nothing and gets no response changes nothing', () => {
		const other = limit.started(0);
		call(0, 'refused');
		limit.finished(100, other, 'unknown');
		expect(limit.wait(100)).toBe(160);
	});

	it('the next try is not later than the end of the minute of the first call', () => {
		call(0, 'passed');
		call(1000, 'passed');
		expect(waits(57_000, 4)).toEqual([250, 500, 1000, 1210]);
	});

	it('a call that is more than a minute older does not count for that', () => {
		call(0, 'passed');
		call(10_000, 'passed');
		expect(waits(MINUTE, 3)).toEqual([250, 500, 1000]);
	});

	it('a call that is more than a minute older does not hide the first call of the minute', () => {
		call(0, 'passed');
		call(1000, 'passed');
		expect(waits(MINUTE, 3)).toEqual([250, 500, 220]);
	});

	it('a minute that has ended does not count for that either', () => {
		call(0, 'passed');
		expect(waits(59_000, 5)).toEqual([250, 500, 220, 2000, 4000]);
	});

	it('waiting is given up after five minutes', () => {
		call(0, 'refused');
		expect(limit.isOver(10 + 5 * MINUTE - 1)).toBe(false);
		expect(limit.isOver(10 + 5 * MINUTE)).toBe(true);
	});

	it('a run that starts more than ten minutes later waits as long again', () => {
		call(0, 'refused');
		call(10 * MINUTE, 'refused');
		expect(limit.isOver(10 * MINUTE + 10)).toBe(true);
		call(20 * MINUTE + 11, 'refused');
		expect(limit.isOver(20 * MINUTE + 20)).toBe(false);
		expect(limit.isOver(25 * MINUTE + 10)).toBe(false);
		expect(limit.isOver(25 * MINUTE + 11)).toBe(true);
	});
});

describe('Retry-After', () => {
	it('sets the time of the next try, whatever was waited before', () => {
		call(0, 'refused', 7000);
		expect(limit.wait(10)).toBe(7000);
		call(7010, 'refused', 3000);
		expect(limit.wait(7020)).toBe(3000);
	});

	it('of another refused call counts when the first had none, and only once', () => {
		const others = [limit.started(0), limit.started(0)];
		call(0, 'refused');
		limit.finished(20, others[0], 'refused', 5000);
		expect(limit.wait(20)).toBe(5000);
		limit.finished(30, others[1], 'refused', 9000);
		expect(limit.wait(30)).toBe(4990);
	});

	it('of another refused call does not shorten the wait', () => {
		const other = limit.started(0);
		call(0, 'refused');
		limit.finished(20, other, 'refused', 100);
		expect(limit.wait(20)).toBe(240);
	});

	it('of another refused call does not replace the first one', () => {
		const other = limit.started(0);
		call(0, 'refused', 1000);
		limit.finished(20, other, 'refused', 9000);
		expect(limit.wait(20)).toBe(990);
	});
});

describe('a limit for each minute', () => {
	it('is as many calls as got through before the first refusal', () => {
		learnTenAMinute();
		expect(limit.callsPerMinute).toBe(10);
	});

	it('is what got through in the last minute, when more did before', () => {
		passedFrom(0, 20);
		passedFrom(2 * MINUTE, 10);
		call(2 * MINUTE + 20, 'refused');
		call(2 * MINUTE + 10_000, 'passed');
		expect(limit.callsPerMinute).toBe(10);
	});

	it('is at least one call', () => {
		call(0, 'refused');
		call(10_000, 'passed');
		expect(limit.callsPerMinute).toBe(1);
	});

	it('lets the rest of the calls start, and then waits for their responses', () => {
		learnTenAMinute();
		const rest = startable(MINUTE + 10);
		expect(rest).toHaveLength(9);
		expect(limit.wait(MINUTE + 10)).toBe(Infinity);
	});

	it('tries one call more when the minute is used up', () => {
		learnTenAMinute();
		passedFrom(MINUTE + 10, 9);
		expect(startable(MINUTE + 30)).toHaveLength(1);
	});

	it('tries twice as many as before when those get through', () => {
		learnTenAMinute();
		passedFrom(MINUTE + 10, 9);
		const extra = [1, 2, 4].map((_, round) => {
			const now = MINUTE + 100 * (round + 1);
			const started = startable(now);
			for (const one of started) limit.finished(now + 10, one, 'passed');
			return started.length;
		});
		expect(extra).toEqual([1, 2, 4]);
		expect(limit.callsPerMinute).toBe(13);
	});

	it('begins the next minute 60 seconds after the first call of the last one', () => {
		learnTenAMinute();
		passedFrom(MINUTE + 10, 9);
		call(MINUTE + 30, 'refused');
		expect(limit.wait(MINUTE + 40)).toBe(MINUTE - 40);
		call(2 * MINUTE, 'passed');
		expect(limit.callsPerMinute).toBe(10);
		expect(startable(2 * MINUTE + 20)).toHaveLength(9);
	});

	it('begins a new minute without a refusal when a minute was not used up', () => {
		learnTenAMinute();
		expect(startable(2 * MINUTE - 1)).toHaveLength(9);
		// Calls of the last minute are still in flight. They take nothing of this one.
		expect(startable(2 * MINUTE)).toHaveLength(10);
	});

	it('does not count a call of the last minute that gets through in this one', () => {
		learnTenAMinute();
		const late = limit.started(2 * MINUTE - 1);
		expect(limit.wait(2 * MINUTE)).toBe(0);
		limit.finished(2 * MINUTE + 5, late, 'passed');
		expect(startable(2 * MINUTE + 5)).toHaveLength(10);
	});

	it('ignores the refusal of a call that started before calls got through again', () => {
		passedFrom(0, 10);
		const late = limit.started(15);
		call(20, 'refused');
		call(10_000, 'refused');
		call(MINUTE, 'passed');
		limit.finished(MINUTE + 20, late, 'refused');
		expect(limit.wait(MINUTE + 20)).toBe(0);
	});

	it('is not changed by a refusal that lasts for a moment', () => {
		learnTenAMinute();
		call(MINUTE + 1000, 'refused');
		expect(limit.wait(MINUTE + 1010)).toBe(250);
		call(MINUTE + 1260, 'passed');
		expect(limit.callsPerMinute).toBe(10);
		// The call that tried counts, and so does the one that began the minute.
		expect(startable(MINUTE + 1300)).toHaveLength(8);
	});

	it('starts the next minute later by the time of that refusal, at most two seconds', () => {
		learnTenAMinute();
		call(MINUTE + 1000, 'refused');
		call(MINUTE + 1260, 'passed');
		passedFrom(MINUTE + 2000, 8);
		call(MINUTE + 3000, 'refused');
		expect(limit.wait(MINUTE + 3010)).toBe(MINUTE + 260 - 3010);
	});

	it('halves that delay with each minute', () => {
		learnTenAMinute();
		call(MINUTE + 1000, 'refused');
		call(MINUTE + 1260, 'passed');
		passedFrom(MINUTE + 2000, 8);
		call(MINUTE + 3000, 'refused');
		call(2 * MINUTE + 260, 'passed');
		passedFrom(2 * MINUTE + 300, 9);
		call(2 * MINUTE + 400, 'refused');
		expect(limit.wait(2 * MINUTE + 410)).toBe(MINUTE + 260 + 130 - 410);
	});

	it('takes a third refusal of a try as the end of a minute that takes fewer calls than before', () => {
		learnTenAMinute();
		passedFrom(MINUTE + 10, 4);
		call(MINUTE + 1000, 'refused');
		call(MINUTE + 1260, 'refused');
		expect(limit.wait(MINUTE + 1270)).toBe(500);
		call(MINUTE + 1770, 'refused');
		expect(limit.wait(MINUTE + 1780)).toBe(MINUTE - 1780);
		call(2 * MINUTE, 'passed');
		expect(limit.callsPerMinute).toBe(5);
	});

	it('becomes an even rate after the third refusal for a moment in a minute', () => {
		learnTenAMinute();
		for (const at of [1000, 2000, 3000]) {
			call(MINUTE + at, 'refused');
			call(MINUTE + at + 260, 'passed');
		}
		expect(limit.callsPerMinute).toBeUndefined();
		// As many as a minute took, at even intervals.
		expect(limit.wait(MINUTE + 3260)).toBe(6000);
	});
});

describe('an even rate', () => {
	/** A call gets through 250 ms after it was refused. */
	function learnRate(): void {
		call(0, 'refused');
		call(250, 'passed');
	}

	it('begins with the time for which calls were refused as the interval', () => {
		learnRate();
		expect(limit.wait(260)).toBe(240);
		expect(limit.wait(500)).toBe(0);
	});

	it('is not reported before it has met its first refusal', () => {
		learnRate();
		expect(limit.callsPerMinute).toBeUndefined();
	});

	it('starts calls closer together as long as none is refused', () => {
		learnRate();
		const intervals: number[] = [];
		for (let now = 500; intervals.length < 4; now += intervals[intervals.length - 1]) {
			call(now, 'passed');
			intervals.push(limit.wait(now));
		}
		const [first, second, third, fourth] = intervals;
		expect(second).toBeLessThan(first);
		expect(third).toBeLessThan(second);
		expect(fourth).toBeLessThan(third);
	});

	it('waits for one interval after a refusal, and is reported as what got through', () => {
		learnRate();
		// One call each 100 ms gets through for three seconds.
		for (let at = 500; at < 3500; at += 100) call(at, 'passed');
		call(3500, 'refused');
		const perMinute = (31 / 3510) * MINUTE;
		expect(limit.callsPerMinute).toBe(Math.round(perMinute));
		expect(limit.wait(3510)).toBeGreaterThan(0);
		expect(limit.wait(3510)).toBeLessThan(1000);
	});

	it('counts anew from the call that gets through after a refusal', () => {
		learnRate();
		for (let at = 500; at < 3500; at += 100) call(at, 'passed');
		call(3500, 'refused');
		call(4000, 'passed');
		expect(limit.wait(4010)).toBeGreaterThan(0);
		// With half a second between calls, 40 more in 20 seconds.
		for (let at = 4500; at < 24_000; at += 500) call(at, 'passed');
		call(24_000, 'refused');
		expect(limit.callsPerMinute).toBe(Math.round((40 / 20_010) * MINUTE));
	});
});

it('forgets everything when the clock was set back', () => {
	learnTenAMinute();
	expect(limit.wait(MINUTE + 10)).toBe(0);
	expect(limit.wait(MINUTE)).toBe(0);
	expect(limit.callsPerMinute).toBeUndefined();
	expect(limit.totalPassed).toBe(0);
});
