import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ServerClock } from '../api/serverClock';
import { isTool } from '../fields/tool';

/** The data of a run of the node that n8n keeps in the memory of the execution. */
interface Memory extends IDataObject {
	/** n8n's number of the run: another one in each round of a loop. */
	run: number;
	seed: string;
	/** When the first try began (epoch milliseconds): by this machine's clock, and by Capillary's once known. */
	begunAt: number;
	since?: number;
	/** Items that may have been done, one bit for each, in base64. */
	items: string;
}

const KEY = 'capillaryTries';

/**
 * Recognizes that n8n runs the node again with the same items, because it failed: by its setting Retry On
 * Fail, or by Retry in the list of executions. The memory of the execution, getContext('node'), lasts over
 * both. A round of a loop, an agent's tool call and a new execution are no repetitions.
 */
export class RunMemory {
	/** Whether an earlier try is remembered. */
	readonly isRepetition: boolean;

	private readonly memory: Memory;

	private readonly context: IDataObject;

	private readonly bits: Buffer;

	/** The items as the tries before this one left them. */
	private readonly earlier: Buffer;

	constructor(execution: IExecuteFunctions, items: number) {
		this.context = isTool(execution.getNode()) ? {} : execution.getContext('node');
		const run = execution.getWorkflowDataProxy(0).$runIndex as number;
		const before = this.context[KEY] as Memory | undefined;
		this.isRepetition = before?.run === run;
		this.bits = Buffer.alloc(Math.ceil(items / 8));
		if (before && this.isRepetition) {
			this.memory = before;
			Buffer.from(before.items, 'base64').copy(this.bits);
		} else {
			this.memory = { run, seed: randomUUID(), begunAt: Date.now(), items: '' };
			this.context[KEY] = this.memory;
		}
		this.earlier = Buffer.from(this.bits);
	}

	/** The same in each try, and nowhere else. */
	get seed(): string {
		return this.memory.seed;
	}

	/** When the first try began, by Capillary's clock (epoch milliseconds). */
	since(clock: ServerClock): number {
		const since = this.memory.since ?? clock.earliest(this.memory.begunAt);
		if (clock.isKnown) this.memory.since = since;
		return since;
	}

	/** Whether an earlier try did an item, or may have done it. */
	isEarlier(index: number): boolean {
		return (this.earlier[index >> 3] & bitOf(index)) !== 0;
	}

	/** Notes that items are about to be sent. */
	sending(indexes: number[]): void {
		for (const index of indexes) this.bits[index >> 3] |= bitOf(index);
		this.keep();
	}

	/** Notes that nothing was done for items that were sent. */
	notDone(indexes: number[]): void {
		for (const index of indexes) this.bits[index >> 3] &= ~bitOf(index);
		this.keep();
	}

	/** Forgets the run, because all of it was done. */
	forget(): void {
		delete this.context[KEY];
	}

	private keep(): void {
		this.memory.items = this.bits.toString('base64');
	}
}

function bitOf(index: number): number {
	return 1 << (index & 7);
}
