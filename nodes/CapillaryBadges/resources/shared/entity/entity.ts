import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../fields/item';
import { notConfirmed, warningsOf, type Settled } from '../../../engine/operation';
import type { Response, Call } from '../../../api/call';
import { compareField } from './comparison';
import { outputOf, type Outline } from '../simplify';
import { asObject, asText, sameId } from '../../../api/values';

/** A kind of thing that Capillary keeps under an ID: badges, badge groups, custom fields. */
export interface Entity {
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
	/** The fields that an answer must show as they were sent, by their names in the call, and what they are called. */
	confirmed: Record<string, string>;
}

/**
 * Settles a row for which one was created or changed: done when the answer shows what was asked for.
 *
 * @param asked as Capillary was to have it
 */
export function settleEntity(
	stored: Entity,
	asked: IDataObject,
	simplify: boolean,
	answer: Response,
): Settled {
	const { is, outline } = stored;
	const { id } = asObject(answer.data);
	if (asText(id) === null) return notConfirmed(answer, `without the ${is}`);
	if (asked.id !== undefined && !sameId(id, asked.id)) {
		return notConfirmed(answer, `about a different ${is}`);
	}
	const missing = fieldsShown(stored, asked, answer.data, 'missing');
	if (missing) return notConfirmed(answer, `a ${is} without the ${missing} that was asked for`);
	const other = otherThan(stored, asked, answer.data);
	if (other) return notConfirmed(answer, `a ${is} with another ${other} than was asked for`);
	return { done: [{ ...outputOf(answer.data, outline, simplify), ...warningsOf(answer) }] };
}

/** In what a thing is another than was asked for; nothing when it shows nothing else. */
export function otherThan(stored: Entity, asked: IDataObject, got: unknown): string | undefined {
	return fieldsShown(stored, asked, got, 'other');
}

/** What the fields are called that are shown so; nothing when there are none. */
function fieldsShown(
	{ confirmed }: Entity,
	asked: IDataObject,
	got: unknown,
	shown: ReturnType<typeof compareField>,
): string | undefined {
	const names = Object.keys(confirmed).filter(
		(name) => name in asked && compareField(name, asked[name], asObject(got)) === shown,
	);
	return names.map((name) => confirmed[name]).join(' and ') || undefined;
}
