import { sleep } from 'n8n-workflow';

import type { Refusal } from '../errors/refusal';
import { isRateLimit, isRetryable, backoff } from '../errors/retry';

/**
 * Decides when the next call may start. Each call acquires a place and releases it.
 *
 * The first call goes alone: it may have to renew the token, and a bad credential costs one call. After a
 * 429 all calls wait, and again one call goes first to see whether the limit has passed.
 */
export class RateLimiter {
	/** Why no new call starts. */
	end?: Refusal;

	private inFlight = 0;

	private open = false;

	private pausedUntil = 0;

	private pauses = 0;

	private nextStart = 0;

	private lastInLine: Promise<void> = Promise.resolve();

	private changed = signal();

	/** @param callsPerMinute 0 for no limit; otherwise calls start evenly spread */
	constructor(private readonly callsPerMinute: number) {}

	/**
	 * Waits until a call may start, first come, first served. The caller must release it.
	 *
	 * @param again the call was made before and is tried again
	 * @returns false when the call must not start, because the run has ended
	 */
	async acquire(again: boolean): Promise<boolean> {
		const mine = this.lastInLine.then(async () => await this.untilFree(again));
		this.lastInLine = mine;
		await mine;
		return this.allows(again);
	}

	/** Reports a call as finished; `refusal` when it was refused. */
	release(refusal?: Refusal): void {
		this.inFlight--;
		const now = Date.now();
		// Calls that were in flight together are refused together; that is one pause, not several.
		if (now >= this.pausedUntil) {
			this.open = !refusal || !isRateLimit(refusal);
			if (this.open) this.pauses = 0;
			else if (refusal && isRetryable(refusal)) {
				this.pausedUntil = now + backoff(this.pauses++, refusal);
			}
		}
		this.change();
	}

	/** Waits that many milliseconds, or less when the run ends at once. */
	async wait(milliseconds: number): Promise<void> {
		const until = Date.now() + milliseconds;
		for (let left = milliseconds; left > 0 && this.allows(true); left = until - Date.now()) {
			await Promise.race([sleep(left), this.changed.given]);
		}
	}

	/** Waits for something that others do, or less when the run ends. */
	async waitFor(given: Promise<void>): Promise<void> {
		let isGiven = false;
		const over = given.then(() => {
			isGiven = true;
		});
		do await Promise.race([over, this.changed.given]);
		while (!isGiven && this.allows(false));
	}

	/**
	 * Ends the run: no new call starts, and calls that were not made are refused with `why`. Calls in
	 * flight may still be retried, so that their outcome is known, unless the run was canceled or the
	 * credential was refused: then nothing more is sent.
	 */
	stop(why: Refusal): void {
		if (!this.end || why.cause === 'cancelled') this.end = why;
		this.change();
	}

	private allows(again: boolean): boolean {
		const atOnce = this.end?.cause === 'cancelled' || this.end?.cause === 'signIn';
		return !this.end || (again && !atOnce);
	}

	private async untilFree(again: boolean): Promise<void> {
		while (this.allows(again)) {
			const wait = Math.max(this.pausedUntil, this.nextStart) - Date.now();
			if (wait > 0) await Promise.race([sleep(wait), this.changed.given]);
			else if (!this.open && this.inFlight > 0) await this.changed.given;
			else break;
		}
		this.inFlight++;
		if (this.callsPerMinute > 0) this.nextStart = Date.now() + 60_000 / this.callsPerMinute;
	}

	private change(): void {
		this.changed.give();
		this.changed = signal();
	}
}

function signal(): { given: Promise<void>; give: () => void } {
	let give = () => {};
	const given = new Promise<void>((resolve) => {
		give = resolve;
	});
	return { given, give };
}
