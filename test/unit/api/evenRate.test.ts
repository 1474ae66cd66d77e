import {
	evenRate,
	slowDown,
	startOne,
	type EvenRate,
} from '../../../nodes/CapillaryBadges/api/evenRate';

/** One call each 100 ms, from the time 0 on. */
const tenASecond = (changed: Partial<EvenRate> = {}): EvenRate => ({
	...evenRate(0.01, 0, 0),
	...changed,
});

describe('evenRate', () => {
	it('begins with a call, so that the next one starts an interval later', () => {
		expect(evenRate(0.01, 1000, 800)).toMatchObject({
			...{ value: 0.01, known: 0.01, valueAt: 1000, nextStart: 1100 },
			...{ refusals: 0, countedFrom: 800, passed: 1 },
		});
	});
});

describe('startOne', () => {
	it('doubles the rate in a second until the first refusal', () => {
		const rate = tenASecond({ nextStart: 1000 });
		startOne(rate, 1000);
		expect(rate.value).toBeCloseTo(0.02, 10);
		expect(rate.nextStart).toBeCloseTo(1050, 10);
		expect(rate.valueAt).toBe(1000);
	});

	it('never sends more than one call in a millisecond', () => {
		const rate = tenASecond({ nextStart: 20_000 });
		startOne(rate, 20_000);
		expect(rate.value).toBe(1);
	});

	it('does not speed up for a time in which the rate was not used up', () => {
		const rate = tenASecond({ nextStart: 100 });
		startOne(rate, 5000);
		expect(rate.value).toBe(0.01);
		expect(rate.nextStart).toBe(5100);
	});

	it('counts a call within an interval as a rate that is used up', () => {
		const rate = tenASecond({ nextStart: 900 });
		startOne(rate, 1000);
		expect(rate.value).toBeCloseTo(0.02, 10);
	});

	it('keeps the interval to a call that starts early', () => {
		const rate = tenASecond({ nextStart: 300 });
		startOne(rate, 0);
		expect(rate.nextStart).toBe(400);
	});

	it('does not slow down when the time goes back', () => {
		const rate = tenASecond({ valueAt: 1000, nextStart: 1000 });
		startOne(rate, 500);
		expect(rate.value).toBe(0.01);
	});

	it.each<[string, Partial<EvenRate>, number]>([
		['by 1 % in 15 seconds after a refusal', { refusals: 1, countedFrom: 14_999 }, 1.01],
		['eight times as fast after 15 calm seconds', { refusals: 3, countedFrom: 0 }, 1.01 ** 8],
		['twice as fast when the rate is known better', { refusals: 4, countedFrom: 0 }, 1.01 ** 2],
	])('speeds up %s', (_, changed, factor) => {
		const rate = tenASecond({ nextStart: 15_000, ...changed });
		startOne(rate, 15_000);
		expect(rate.value).toBeCloseTo(0.01 * factor, 10);
	});

	it('speeds up more with each further calm of 15 seconds', () => {
		const rate = tenASecond({ refusals: 1, valueAt: 15_000, nextStart: 30_000, countedFrom: 0 });
		startOne(rate, 30_000);
		expect(rate.value).toBeCloseTo(0.01 * 1.01 ** 64, 10);
	});
});

describe('slowDown', () => {
	it('takes half of the rate after the first refusal', () => {
		const rate = tenASecond({ passed: 50 });
		slowDown(rate, 10_000);
		expect(rate).toMatchObject({ value: 0.005, known: 0.005, refusals: 1 });
	});

	it('takes six times what got through when that is less', () => {
		const rate = tenASecond({ passed: 5 });
		slowDown(rate, 10_000);
		expect(rate.value).toBeCloseTo(0.003, 10);
		expect(rate.known).toBeCloseTo(0.0005, 10);
	});

	it('begins to count again', () => {
		const rate = tenASecond({ passed: 5 });
		slowDown(rate, 10_000);
		expect(rate).toMatchObject({ valueAt: 10_000, countedFrom: 10_000, passed: 0 });
	});

	it('counts at least one call and one millisecond', () => {
		const rate = tenASecond({ passed: 0, countedFrom: 10_000 });
		slowDown(rate, 10_000);
		expect(rate.known).toBe(1);
	});

	it.each<[string, Partial<EvenRate>, number]>([
		['in less than a second', { passed: 100, countedFrom: 9001 }, 10_000],
		['with less than 20 calls', { passed: 19 }, 10_000],
	])('takes 15 %% off when it was counted %s', (_, changed, now) => {
		const rate = tenASecond({ refusals: 1, ...changed });
		slowDown(rate, now);
		expect(rate.value).toBeCloseTo(0.0085, 10);
		expect(rate.known).toBe(rate.value);
	});

	it.each([
		['in a second', { passed: 20, countedFrom: 9000 }, 0.0097],
		['with 20 calls', { passed: 20 }, 0.002],
	])('takes what got through at the second refusal when it was counted %s', (_, changed, value) => {
		const rate = tenASecond({ refusals: 1, ...changed });
		slowDown(rate, 10_000);
		expect(rate.value).toBeCloseTo(value, 10);
	});

	it.each([
		['20 % off', 10_000, 0.008],
		['20 % off', 14_999, 0.008],
		['3 % off after 15 seconds', 15_000, 0.0097],
	])('takes at most %s at later refusals', (_, now, value) => {
		const rate = tenASecond({ refusals: 2, passed: 20 });
		slowDown(rate, now);
		expect(rate.value).toBeCloseTo(value, 10);
	});

	it('takes what got through between these bounds', () => {
		const rate = tenASecond({ refusals: 2, passed: 90 });
		slowDown(rate, 10_000);
		expect(rate.value).toBeCloseTo(0.009, 10);
		expect(rate.known).toBe(rate.value);
	});

	it('takes at least 3 % off, however many got through', () => {
		const rate = tenASecond({ refusals: 5, passed: 200 });
		slowDown(rate, 10_000);
		expect(rate.value).toBeCloseTo(0.0097, 10);
	});

	it('knows the limit by what got through when that took 15 seconds or more', () => {
		const rate = tenASecond({ refusals: 2, passed: 60 });
		slowDown(rate, 15_000);
		expect(rate.known).toBeCloseTo(0.004, 10);
	});
});
