import { sleep } from 'n8n-workflow';

/** Number of items from which even simple work for all of them takes long. */
const MANY = 5000;
/** How long work goes on before n8n gets its turn, in milliseconds. */
const LONGEST_TURN = 40;

/** Lets n8n do other work before the next synchronous step over all items. */
export async function nextTurn(items: number): Promise<void> {
	if (items >= MANY) await sleep(0);
}

/**
 * Does work for each of many things, and lets n8n do other work in between: n8n answers health checks,
 * webhooks and the editor from the same process, and in queue mode gives up a worker that is busy too long.
 */
export async function inTurns<Thing>(
	things: Iterable<Thing>,
	work: (thing: Thing) => void,
): Promise<void> {
	let begun = Date.now();
	for (const thing of things) {
		work(thing);
		if (Date.now() - begun < LONGEST_TURN) continue;
		await sleep(0);
		begun = Date.now();
	}
}
