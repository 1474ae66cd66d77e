const MINUTE = 60_000;
/** Waits between tries while Capillary takes no calls, in milliseconds; the last one repeats. */
const PROBE_WAITS = [250, 500, 1000, 2000, 4000, 5000];
/** Calls that get through again sooner than this show a rate; later, a limit for each minute. Milliseconds. */
const SOON = 5000;
/** How long no call may get through before waiting is given up, in milliseconds. */
const LONGEST_CLOSED = 5 * MINUTE;
/** A rate without a refusal for this long is close to what Capillary takes. Milliseconds. */
const CALM = 15_000;
/** Calls in a millisecond that are never exceeded, so that a rate stays a number. */
const HIGHEST_RATE = 1;
/** Longest delay of the next minute when calls overtake each other, in milliseconds. */
const LARGEST_MARGIN = 2000;

/** A call that was started. */
export interface StartedCall {
	/** Epoch milliseconds. */
	at: number;
}

/** The time in which Capillary takes no calls. */
interface Closed {
	/** When the first refusal arrived. */
	since: number;
	/** Start of the call that was refused first. */
	refusedAt: number;
	/** When the next call may try. */
	probeAt: number;
	/** Calls that tried, with the one that was refused first. */
	probes: number;
	/** The call that is trying at the moment. */
	probe?: StartedCall;
	/** Whether the calls of the minute are used up, so that the next minute begins at `probeAt`. */
	isMinuteUsed: boolean;
	/** Whether Capillary said how long to wait. */
	isTold: boolean;
}

/** A limit for each minute, whether it starts with the clock, with the first call, or slides. */
interface Minute {
	kind: 'minute';
	/** Start of the first call of this minute. */
	start: number;
	/** Calls that got through in this minute. */
	used: number;
	/** Calls that a minute takes, as far as is known. */
	most: number;
	/** Calls beyond that, to find out whether a minute takes more by now. */
	extra: number;
	/** How often calls were refused for a moment only. */
	hiccups: number;
	/** How much later than after 60 seconds the next minute starts, in milliseconds. */
	margin: number;
}

/** A limit for short times: calls at even intervals. */
interface Rate {
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

/**
 * Learns how many calls Capillary takes, from the ones that get through and the ones that are refused with
 * HTTP 429. Capillary announces neither the limit nor when it takes the next call
 * (https://docs.capillarytech.com/reference/rate-limits).
 *
 * After the first refusal one call at a time tries whether calls get through again. Where that takes long,
 * the limit counts by the minute: as many calls as got through are sent in each minute, and one more to
 * find out whether the limit has grown. Otherwise calls are spaced evenly, a little closer as long as none
 * is refused.
 *
 * Reads no clock and sets no timer: all times are parameters, in epoch milliseconds.
 */
export class RateLimit {
	/** Calls that got through, in all runs. */
	totalPassed = 0;

	private closed?: Closed;

	private limit?: Minute | Rate;

	/** When calls got through again. */
	private openedAt = -Infinity;

	/** The latest time that was asked about. */
	private latest = -Infinity;

	/** When the last call ended. */
	private endedAt = -Infinity;

	private inFlight = 0;

	/** Starts of the calls that got through in the last minutes. */
	private passed: number[] = [];

	/** How many calls Capillary takes in a minute; undefined as long as it refused none. */
	get callsPerMinute(): number | undefined {
		const { limit } = this;
		if (!limit) return undefined;
		return Math.round(limit.kind === 'minute' ? limit.most : limit.known * MINUTE);
	}

	/** Whether no call has got through for so long that waiting is given up. */
	isOver(now: number): boolean {
		return this.closed !== undefined && now - this.closed.since >= LONGEST_CLOSED;
	}

	/** Milliseconds until a call may start; Infinity when that depends on a call that is in flight. */
	wait(now: number): number {
		this.forgetIfClockWentBack(now);
		const { closed, limit } = this;
		if (closed) {
			// A call of another run can take long, and must not hold up this one.
			const isProbed = closed.probe && now - closed.probe.at < MINUTE;
			return isProbed ? Infinity : Math.max(0, closed.probeAt - now);
		}
		if (!limit) return 0;
		if (limit.kind === 'rate') return Math.max(0, limit.nextStart - now);
		if (now >= endOf(limit)) Object.assign(limit, { start: now, used: 0, extra: 0, hiccups: 0 });
		if (limit.used + this.inFlight < limit.most + limit.extra) return 0;
		if (this.inFlight > 0) return Infinity;
		// None was refused: a minute may take more than is known.
		limit.most = limit.used;
		limit.extra = Math.max(1, limit.extra * 2);
		return 0;
	}

	/** Takes note of a call that starts; `finished` must follow. */
	started(now: number): StartedCall {
		const call = { at: now };
		// Whoever comes back later waits for the limit anew.
		if (this.closed && now - this.endedAt > 2 * LONGEST_CLOSED) this.closed.since = now;
		this.inFlight++;
		if (this.closed) this.closed.probe = call;
		else if (this.limit?.kind === 'rate') {
			const { limit } = this;
			// A rate that is not used up says nothing about the limit.
			if (now - limit.nextStart > 1 / limit.value) limit.valueAt = now;
			speedUp(limit, now);
			limit.nextStart = Math.max(now, limit.nextStart) + 1 / limit.value;
		}
		return call;
	}

	/**
	 * Takes note of how a call ended.
	 *
	 * @param end `passed` when Capillary took it, whatever it answered; `unknown` when there was no answer
	 * @param retryAfter milliseconds that Capillary asked to wait
	 */
	finished(
		now: number,
		call: StartedCall,
		end: 'passed' | 'refused' | 'unknown',
		retryAfter?: number,
	): void {
		this.inFlight = Math.max(0, this.inFlight - 1);
		this.endedAt = now;
		const asked = retryAfter === undefined ? undefined : Math.min(retryAfter, LONGEST_CLOSED);
		if (end === 'refused') this.refused(now, call, asked);
		else if (end === 'passed') this.gotThrough(now, call);
		else if (this.closed?.probe === call) {
			this.closed.probe = undefined;
			this.closed.probeAt = now + PROBE_WAITS[0];
		}
	}

	/** All that is known are times, which are worth nothing when the clock was set back. */
	private forgetIfClockWentBack(now: number): void {
		if (now < this.latest) {
			this.closed = undefined;
			this.limit = undefined;
			this.passed = [];
			this.inFlight = 0;
			this.openedAt = -Infinity;
		}
		this.latest = now;
	}

	private gotThrough(now: number, call: StartedCall): void {
		const { closed, limit, passed } = this;
		this.totalPassed++;
		if (passed.length >= 1000 && passed[0] < now - 4 * MINUTE) {
			this.passed = passed.filter((at) => at > now - 2 * MINUTE);
		}
		this.passed.push(call.at);
		if (limit?.kind === 'rate') limit.passed++;
		else if (limit && call.at >= limit.start && closed?.probe !== call) limit.used++;
		if (closed?.probe === call) this.open(call.at, closed);
	}

	private refused(now: number, call: StartedCall, retryAfter?: number): void {
		const { closed } = this;
		if (closed?.probe === call) this.probeRefused(now, closed, retryAfter);
		else if (!closed) {
			// A call from before the last opening says nothing new.
			if (call.at >= this.openedAt) this.closed = this.closedBy(now, call, retryAfter);
		} else if (retryAfter !== undefined && !closed.isTold) {
			closed.isTold = true;
			closed.probeAt = Math.max(closed.probeAt, now + retryAfter);
		}
	}

	private closedBy(now: number, { at }: StartedCall, retryAfter?: number): Closed {
		const { limit } = this;
		let wait = PROBE_WAITS[0];
		const isMinuteUsed = limit?.kind === 'minute' && limit.used >= limit.most;
		if (isMinuteUsed) wait = Math.max(0, endOf(limit) - now);
		else if (limit?.kind === 'rate') {
			wait = Math.min(1 / limit.value, SOON);
			slowDown(limit, now);
		}
		return {
			since: now,
			refusedAt: at,
			probeAt: now + (retryAfter ?? wait),
			probes: 1,
			isMinuteUsed,
			isTold: retryAfter !== undefined,
		};
	}

	private probeRefused(now: number, closed: Closed, retryAfter?: number): void {
		const { limit } = this;
		closed.probe = undefined;
		closed.probes++;
		if (retryAfter !== undefined) {
			closed.probeAt = now + retryAfter;
		} else if (limit?.kind === 'minute' && !closed.isMinuteUsed && closed.probes === 3) {
			// The minute takes fewer calls than before.
			closed.isMinuteUsed = true;
			closed.probeAt = Math.max(now, endOf(limit));
		} else {
			const wait = PROBE_WAITS[Math.min(closed.probes, PROBE_WAITS.length) - 1];
			// A minute that began with its first call, or that slides, ends a minute after that call.
			const first = this.passed.find((at) => at > closed.refusedAt - MINUTE) ?? -Infinity;
			const end = first + MINUTE > now ? first + MINUTE : Infinity;
			closed.probeAt = Math.min(now + wait, end);
		}
	}

	/** Calls get through again, beginning with the one that started at `start`. */
	private open(start: number, closed: Closed): void {
		const { limit } = this;
		const closedFor = start - closed.since;
		if (limit?.kind === 'minute' && closed.isMinuteUsed) {
			this.limit = minute(start, limit.used, limit.margin / 2);
		} else if (closedFor > SOON) {
			const isInLastMinute = (at: number) => at > closed.refusedAt - MINUTE && at < start;
			this.limit = minute(start, this.passed.filter(isInLastMinute).length);
		} else if (limit?.kind === 'minute' && limit.hiccups < 2) {
			// Calls overtook each other on their way: the minute goes on.
			limit.hiccups++;
			limit.used++;
			const margin = Math.max(limit.margin, start - closed.refusedAt);
			limit.margin = Math.min(LARGEST_MARGIN, margin);
		} else if (limit?.kind === 'rate') {
			limit.nextStart = start + 1 / limit.value;
			if (limit.refusals > 0) Object.assign(limit, { countedFrom: start, passed: 1 });
		} else {
			const value = limit ? limit.most / MINUTE : 1 / Math.max(1, start - closed.refusedAt);
			this.limit = {
				...{ kind: 'rate', value, known: value, valueAt: start, nextStart: start + 1 / value },
				...{ refusals: 0, countedFrom: closed.refusedAt, passed: 1 },
			};
		}
		this.closed = undefined;
		this.openedAt = start;
	}
}

/** A minute that begins with a call that got through. */
function minute(start: number, most: number, margin = 0): Minute {
	return { kind: 'minute', start, used: 1, most: Math.max(1, most), extra: 0, hiccups: 0, margin };
}

function endOf({ start, margin }: Minute): number {
	return start + MINUTE + margin;
}

/** Doubles each second until the first refusal; after that by 1 % in 15 seconds, and more after a calm. */
function speedUp(rate: Rate, now: number): void {
	const seconds = Math.max(0, now - rate.valueAt) / 1000;
	const calms = Math.floor(Math.max(0, now - rate.countedFrom) / CALM);
	const growth = 2 ** (calms * (rate.refusals < 4 ? 3 : 1));
	const factor = rate.refusals === 0 ? 2 ** seconds : 1.01 ** ((seconds / 15) * growth);
	rate.value = Math.min(HIGHEST_RATE, rate.value * factor);
	rate.valueAt = now;
}

function slowDown(rate: Rate, now: number): void {
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
