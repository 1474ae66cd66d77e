import type { IDataObject } from 'n8n-workflow';

import type { Call, Response } from '../../../api/call';
import { asObject, asText, sameId } from '../../../api/values';
import { notConfirmed, succeeded, warningsOf, type Outcome } from '../../../engine/results';
import type { Field } from '../../../fields/field';
import { outputOf, type Outline } from '../simplify';
import { compareField } from './comparison';

/** A kind of thing that Capillary keeps under an ID: badges, badge groups, custom fields. */
export interface Entity {
	/** What it is called, in the middle of a sentence. */
	is: string;
	/** The field that picks one; its value is the ID. */
	field(description: string): Field<string>;
	/** The call that gets one. */
	get(id: string): Call;
	/** The fields of its simplified output. */
	outline: Outline;
	/** The fields that a response must show as they were sent, by their names in the call, and what they are called. */
	confirmed: Record<string, string>;
}

/**
 * Settles a row for which one was created or changed: done when the response shows what was asked for.
 *
 * @param asked as Capillary was to have it
 */
export function settleEntity(
	entity: Entity,
	asked: IDataObject,
	simplify: boolean,
	response: Response,
): Outcome {
	const { is, outline } = entity;
	const { id } = asObject(response.data);
	if (asText(id) === null) return notConfirmed(response, `does not have the ${is}`);
	if (asked.id !== undefined && !sameId(id, asked.id)) {
		return notConfirmed(response, `is about a different ${is}`);
	}
	const missing = fieldsShown(entity, asked, response.data, 'missing');
	if (missing) return notConfirmed(response, `has a ${is} without the requested ${missing}`);
	const other = otherThan(entity, asked, response.data);
	if (other) return notConfirmed(response, `has a ${is} whose ${other} is not as requested`);
	return succeeded({ ...outputOf(response.data, outline, simplify), ...warningsOf(response) });
}

/** The first field that differs from what was asked for; undefined when none does. */
export function otherThan(entity: Entity, asked: IDataObject, got: unknown): string | undefined {
	return fieldsShown(entity, asked, got, 'other');
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
