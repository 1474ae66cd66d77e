/** A rate without a refusal for this long is close to what Capillary takes. Milliseconds. */
const CALM = 15_000;
/** Calls in a millisecond that are never exceeded, so that a rate stays a number. */
const HIGHEST = 1;

/** A limit for short times: calls at even intervals. */
export interface EvenRate {
	kind: 'rate';
	/** Calls in a millisecond. */
	value: number;
	/** What got through until the last refusal, which is the best that is known of the limit. */
	known: number;
	/** When `value` was brought up to date. */
	valueAt: number;
	/** When the next call may start. */
	nextStart: number;
	/** Refusals so far: with each, the rate is known better and changes less. */
	refusals: number;
	/** Since when calls are counted. */
	countedFrom: number;
	/** Calls that got through since then. */
	passed: number;
}

/** A rate that begins with a call that got through. */
export function evenRate(value: number, start: number, countedFrom: number): EvenRate {
	return {
		...{ kind: 'rate', value, known: value, valueAt: start, nextStart: start + 1 / value },
		...{ refusals: 0, countedFrom, passed: 1 },
	};
}

/** Records that a call starts. */
export function startOne(rate: EvenRate, now: number): void {
	// A rate that is not used up says nothing about the limit.
	if (now - rate.nextStart > 1 / rate.value) rate.valueAt = now;
	speedUp(rate, now);
	rate.nextStart = Math.max(now, rate.nextStart) + 1 / rate.value;
}

/** Doubles each second until the first refusal; after that by 1 % in 15 seconds, and more after a calm. */
function speedUp(rate: EvenRate, now: number): void {
	const seconds = Math.max(0, now - rate.valueAt) / 1000;
	const calms = Math.floor(Math.max(0, now - rate.countedFrom) / CALM);
	const growth = 2 ** (calms * (rate.refusals < 4 ? 3 : 1));
	const factor = rate.refusals === 0 ? 2 ** seconds : 1.01 ** ((seconds / 15) * growth);
	rate.value = Math.min(HIGHEST, rate.value * factor);
	rate.valueAt = now;
}

/** Records a refusal. The first estimates can be far off, later ones are close. */
export function slowDown(rate: EvenRate, now: number): void {
	const counted = Math.max(1, now - rate.countedFrom);
	const measured = Math.max(1, rate.passed) / counted;
	rate.refusals++;
	if (rate.refusals === 1) rate.value = Math.min(rate.value / 2, measured * 6);
	else if (counted < 1000 || rate.passed < 20) rate.value *= 0.85;
	else {
		const least = rate.refusals === 2 ? 0 : rate.value * (counted < CALM ? 0.8 : 0.97);
		rate.value = Math.max(least, Math.min(measured, rate.value * 0.97));
	}
	rate.known = rate.refusals === 1 || counted >= CALM ? measured : rate.value;
	Object.assign(rate, { valueAt: now, countedFrom: now, passed: 0 });
}
