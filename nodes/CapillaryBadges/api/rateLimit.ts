import { FIRST_WAIT, nextProbe, type ClosedLimit, type StartedCall } from './closedLimit';
import { evenRate, slowDown, startOne, type EvenRate } from './evenRate';
import { endOf, continueMinute, MINUTE, minuteLimit, type MinuteLimit } from './minuteLimit';

/** Calls that get through again sooner than this show a rate; later, a limit for each minute. Milliseconds. */
const SOON = 5000;
/** How long no call may get through before waiting is given up, in milliseconds. */
const LONGEST_CLOSED = 5 * MINUTE;

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

	private closed?: ClosedLimit;

	private limit?: MinuteLimit | EvenRate;

	/** When calls got through again. */
	private openedAt = -Infinity;

	/** The latest time that was asked about. */
	private latest = -Infinity;

	/** When the last call ended. */
	private endedAt = -Infinity;

	/** Calls in flight. Those that started in an earlier minute do not count for this minute. */
	private readonly inFlight = new Set<StartedCall>();

	/** Starts of the calls that got through in the last minutes. */
	private passed: number[] = [];

	/** How many calls Capillary takes in a minute; undefined as long as that is not known. */
	get callsPerMinute(): number | undefined {
		const { limit } = this;
		if (limit?.kind === 'minute') return limit.most;
		// Until the first refusal at this rate, it is a guess.
		return limit && limit.refusals > 0 ? Math.round(limit.known * MINUTE) : undefined;
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
		const inFlight = [...this.inFlight].filter(({ at }) => at >= limit.start).length;
		if (limit.used + inFlight < limit.most + limit.extra) return 0;
		if (inFlight > 0) return Infinity;
		limit.most = limit.used;
		limit.extra = Math.max(1, limit.extra * 2);
		return 0;
	}

	/** Records that a call starts; `finished` must follow. */
	started(now: number): StartedCall {
		const call = { at: now };
		// A run that starts much later waits for the limit again.
		if (this.closed && now - this.endedAt > 2 * LONGEST_CLOSED) this.closed.since = now;
		this.inFlight.add(call);
		if (this.closed) this.closed.probe = call;
		else if (this.limit?.kind === 'rate') startOne(this.limit, now);
		return call;
	}

	/**
	 * Records how a call ended.
	 *
	 * @param end `passed` when Capillary took it, whatever the response; `unknown` when there was no response
	 * @param retryAfter milliseconds that Capillary asked to wait
	 */
	finished(
		now: number,
		call: StartedCall,
		end: 'passed' | 'refused' | 'unknown',
		retryAfter?: number,
	): void {
		this.inFlight.delete(call);
		this.endedAt = now;
		if (end === 'refused') this.refused(now, call, retryAfter);
		else if (end === 'passed') this.gotThrough(now, call);
		else if (this.closed?.probe === call) {
			this.closed.probe = undefined;
			this.closed.probeAt = now + FIRST_WAIT;
		}
	}

	/** All that is known are times, which are worth nothing when the clock was set back. */
	private forgetIfClockWentBack(now: number): void {
		if (now < this.latest) Object.assign(this, new RateLimit());
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
		} else if (retryAfter !== undefined && !closed.hasRetryAfter) {
			closed.hasRetryAfter = true;
			closed.probeAt = Math.max(closed.probeAt, now + retryAfter);
		}
	}

	private closedBy(now: number, { at }: StartedCall, retryAfter?: number): ClosedLimit {
		const { limit } = this;
		let wait = FIRST_WAIT;
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
			hasRetryAfter: retryAfter !== undefined,
		};
	}

	private probeRefused(now: number, closed: ClosedLimit, retryAfter?: number): void {
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
			closed.probeAt = nextProbe(closed, now, this.passed);
		}
	}

	/** Calls get through again, beginning with the one that started at `start`. */
	private open(start: number, closed: ClosedLimit): void {
		const { limit } = this;
		const closedFor = start - closed.since;
		if (limit?.kind === 'minute' && closed.isMinuteUsed) {
			this.limit = minuteLimit(start, limit.used, limit.margin / 2);
		} else if (closedFor > SOON) {
			const isInLastMinute = (at: number) => at > closed.refusedAt - MINUTE && at < start;
			this.limit = minuteLimit(start, this.passed.filter(isInLastMinute).length);
		} else if (limit?.kind === 'minute' && limit.hiccups < 2) {
			continueMinute(limit, start - closed.refusedAt);
		} else if (limit?.kind === 'rate') {
			limit.nextStart = start + 1 / limit.value;
			if (limit.refusals > 0) Object.assign(limit, { countedFrom: start, passed: 1 });
		} else {
			const value = limit ? limit.most / MINUTE : 1 / Math.max(1, start - closed.refusedAt);
			this.limit = evenRate(value, start, closed.refusedAt);
		}
		this.closed = undefined;
		this.openedAt = start;
	}
}
