// The sandbox's time.
import { sleep } from 'n8n-workflow';

const SLICE = 50;

/** The current time, and pauses that end when the sandbox closes. */
export class Clock {
	private closed = false;

	/** @param now the time in epoch milliseconds; a test may set it */
	constructor(readonly now: () => number) {}

	/** Waits in real milliseconds; in slices, so that closing never waits for a long pause. */
	async pause(milliseconds: number): Promise<void> {
		for (let left = milliseconds; left > 0 && !this.closed; left -= SLICE) {
			await sleep(Math.min(left, SLICE));
		}
	}

	close(): void {
		this.closed = true;
	}
}
