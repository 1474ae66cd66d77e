import type { Reply } from './call';

/** How much the clocks of Capillary's servers may differ from each other, in milliseconds. */
const SERVERS_DIFFER = 2000;
/** How much this machine's clock may be ahead while no response gives the time (milliseconds). */
const CLOCKS_DIFFER = 5 * 60_000;

/** Capillary's clock, by the times in its responses. The clock of n8n's machine may be minutes off. */
export class ServerClock {
	private ahead?: number;

	/** Records the time of a response that has just arrived. */
	learn(reply: Reply): void {
		const { serverTime } = reply.status === 'succeeded' ? reply.response : reply.refusal;
		if (serverTime !== undefined) this.ahead = serverTime - Date.now();
	}

	/** Whether a response has given the time. */
	get isKnown(): boolean {
		return this.ahead !== undefined;
	}

	/**
	 * A moment by Capillary's clock, or somewhat before it: what began then has no earlier date there.
	 *
	 * @param moment by this machine's clock (epoch milliseconds)
	 */
	earliest(moment: number): number {
		const before = this.ahead === undefined ? -CLOCKS_DIFFER : this.ahead - SERVERS_DIFFER;
		return Math.floor((moment + before) / 1000) * 1000;
	}
}
