import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../engine/item';
import { notConfirmed, warningsOf, type Settled } from '../engine/operation';
import type { Answer, Call } from '../transport/call';
import { outputOf, type Outline } from './simplified';

/** A kind of thing that Capillary keeps under an ID: badges, badge groups, custom fields. */
export interface Stored {
	/** What it is called, in the middle of a sentence. */
	is: string;
	/** The field that picks one. */
	field(description: string): INodeProperties;
	/** The ID in that field. */
	read(item: Item): string;
	/** The call that gets one. */
	one(id: string): Call;
	/** Its fields when an answer is simplified. */
	outline: Outline;
	/** What an answer must say as it was sent: how it is read, and what it is called. */
	confirmed: Record<string, { kind: Outline[string]; is: string }>;
}

/**
 * Settles a row for which one was created or changed: done when the answer shows what was sent.
 *
 * @param sent as Capillary was to have it
 */
export function settleSent(
	stored: Stored,
	sent: IDataObject,
	simplify: boolean,
	answer: Answer,
): Settled {
	const { is, outline } = stored;
	const other = otherThan(stored, sent, answer.data);
	if (other) return notConfirmed(answer, `a ${is} with another ${other} than was asked for`);
	if (outputOf(answer.data, { id: 'id' }, true).id === null) {
		return notConfirmed(answer, `without the ${is}`);
	}
	return { done: [{ ...outputOf(answer.data, outline, simplify), ...warningsOf(answer) }] };
}

/** In what a thing is another than the one that was sent; nothing when it is the same. */
export function otherThan(
	{ confirmed }: Stored,
	sent: IDataObject,
	got: unknown,
): string | undefined {
	const outline = Object.fromEntries(
		Object.entries(confirmed).map(([name, { kind }]) => [name, kind]),
	);
	const wanted = outputOf(sent, outline, true);
	const found = outputOf(got, outline, true);
	const name = Object.keys(outline).find(
		(one) => wanted[one] !== null && inSeconds(wanted[one]) !== inSeconds(found[one]),
	);
	return name && confirmed[name].is;
}

/** As text; a date without the fractions of a second, which the ISO dates of answers leave out. */
function inSeconds(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.replace(/\.\d{3}Z$/, 'Z');
}
