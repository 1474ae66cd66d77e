import type { StartedCall } from './closedLimit';

/** Failures in a row after which calls pause. */
const MOST_FAILURES = 10;
/** The same while no call has succeeded yet. */
const MOST_FAILURES_AT_FIRST = 3;
/** Waits between probes in milliseconds; the last one repeats. */
const PROBE_WAITS = [1000, 2000, 4000, 8000, 16_000, 30_000];
/** The run gives up when a probe fails that started this long after the pause began, in milliseconds. */
const LONGEST_OUTAGE = 5 * 60_000;

/**
 * A circuit breaker (https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker): pauses the
 * calls of a run while the host does not work. After several failures in a row, only one call at a time is
 * sent, as a probe. After the first success, all calls continue.
 *
 * Reads no clock and sets no timer: all times are parameters, in epoch milliseconds.
 */
export class CircuitBreaker {
	/** Whether a probe failed after the longest outage that is waited for. */
	isOver = false;

	/** Since when no call has succeeded, as long as calls fail (epoch milliseconds). */
	failingSince?: number;

	/** Milliseconds for which calls were paused, in outages that have ended. */
	pausedFor = 0;

	/** When a call succeeded last (epoch milliseconds). */
	succeededAt = -Infinity;

	private failures = 0;

	private pause?: { since: number; probeAt: number; probes: number; probe?: StartedCall };

	/** Whether calls are paused. */
	get isPaused(): boolean {
		return this.pause !== undefined;
	}

	/** Milliseconds until a call may start; Infinity when that depends on the probe in flight. */
	wait(now: number): number {
		if (!this.pause) return 0;
		return this.pause.probe ? Infinity : Math.max(0, this.pause.probeAt - now);
	}

	/** Records that a call starts. */
	started(call: StartedCall): void {
		if (this.pause) this.pause.probe = call;
	}

	/** Records a response of any kind: it shows that the host works. */
	succeeded(now: number): void {
		if (this.pause) this.pausedFor += now - this.pause.since;
		this.pause = undefined;
		this.failingSince = undefined;
		this.failures = 0;
		this.succeededAt = now;
	}

	/**
	 * Records a call that failed because the host does not work.
	 *
	 * @param hasSeveral whether there are other calls to make, so that it is not the fault of this one
	 */
	failed(now: number, call: StartedCall, hasSeveral: boolean): void {
		const { pause } = this;
		this.failingSince ??= call.at;
		this.failures++;
		if (!pause) {
			const isFirst = this.succeededAt === -Infinity && hasSeveral;
			if (this.failures >= (isFirst ? MOST_FAILURES_AT_FIRST : MOST_FAILURES)) this.open(now);
		} else if (pause.probe === call) {
			pause.probe = undefined;
			const wait = PROBE_WAITS[Math.min(pause.probes++, PROBE_WAITS.length - 1)];
			pause.probeAt = now + wait;
			this.isOver = call.at - pause.since >= LONGEST_OUTAGE;
		}
	}

	/** Records a call that says nothing about the host, such as one that was canceled. */
	ended(call: StartedCall): void {
		if (this.pause?.probe === call) this.pause.probe = undefined;
	}

	/** Pauses the calls. */
	open(now: number): void {
		this.pause ??= { since: now, probeAt: now + PROBE_WAITS[0], probes: 1 };
	}
}
