import type { Refusal } from '../api/call';
import { outcomeUnknown } from '../errors/retry';
import type { Operation, Settled } from './operation';
import { send, type Line, type Sent } from '../api/client';

/** How many calls are made to look into one row. */
const MOST_READS = 50;

/**
 * Looks into the refusal of a row, where the operation can, by reading what Capillary has: when an attempt
 * may have been carried out, and when the refusal says that nothing is left to do and that counts as success.
 *
 * @param repeats when the first try of the node began, if n8n repeats it and that try may have done the
 * row (epoch milliseconds, Capillary's clock)
 * @returns what became of the row; the refusal itself when it was not looked into, or reading left it in doubt
 */
export async function lookInto(
	line: Line,
	{ lookInto: look }: Operation,
	row: unknown,
	settled: { refused: Refusal },
	sent: Sent,
	repeats?: number,
): Promise<Settled> {
	const { refused } = settled;
	// The refusal of a call that was not made is what ended the run, and says nothing of this one.
	const { mayHaveBeenDone, made } = sent;
	const isOpen = mayHaveBeenDone || (made && 'refused' in sent && outcomeUnknown(sent.refused));
	const inDoubt = isOpen || repeats !== undefined;
	const mayCount = line.settings.alreadyDone === 'success' && look?.nothingLeft(refused);
	if (!look || !(inDoubt || mayCount)) return settled;
	let next = look.call(row);
	for (let reads = 0; reads < MOST_READS; reads++) {
		const read = await send(line, next, { followUp: inDoubt });
		if (!read.made) return settled;
		const since = inDoubt ? (repeats ?? line.clock.earliest(sent.begunAt)) : undefined;
		const known = look.settle(row, read, refused, since);
		if (known === 'unknown') return settled;
		if (!('readNext' in known)) {
			const leftInDoubt = inDoubt && 'refused' in read && 'refused' in known;
			return leftInDoubt ? settled : known;
		}
		next = known.readNext;
	}
	return settled;
}
