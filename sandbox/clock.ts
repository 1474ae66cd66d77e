import { sleep } from 'n8n-workflow';

const SLICE = 50;

/** The sandbox's time: what now is (a test may say), and waiting that ends when the sandbox closes. */
export class Clock {
	private closed = false;

	constructor(readonly now: () => number) {}

	/** Waits so many real milliseconds, in slices, so that closing never waits for a long pause. */
	async pause(milliseconds: number): Promise<void> {
		for (let left = milliseconds; left > 0 && !this.closed; left -= SLICE) {
			await sleep(Math.min(left, SLICE));
		}
	}

	close(): void {
		this.closed = true;
	}
}
