import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../api/call';
import { isObject } from '../../../api/json';
import { asObject, sameId } from '../../../api/values';
import { defineOperation, type Operation } from '../../../engine/operation';
import { notConfirmed } from '../../../engine/results';
import { collectionField } from '../../../fields/collection';
import { map, type Field } from '../../../fields/field';
import { simplifyField } from '../../../fields/simplify';
import { settleEntity, type Entity } from './entity';
import { merged, type BodyFields } from './fields';

/** How entities of a kind are changed. */
interface Change {
	action: string;
	description: string;
	/** What can change. */
	fields: BodyFields;
	/** An entity that was read, as Capillary takes it back. */
	asSentBack(read: unknown): IDataObject;
	/** The entity with what is to change in it; field by field unless it is said otherwise. */
	changed?(current: IDataObject, changes: IDataObject): IDataObject;
	/** The call that replaces the entity. */
	call(id: string, body: IDataObject): Call;
}

/**
 * The operation that changes some fields of an entity. Capillary replaces the whole entity, so it is read
 * just before and sent back with the changes. Rows of the same entity share a call: each of several calls
 * would need one more read, and would show others half of the change.
 */
export function updateEntity(entity: Entity, change: Change): Operation {
	const { is, field, get } = entity;
	const { action, description, fields, asSentBack, changed = replaced, call } = change;
	return defineOperation({
		option: { name: 'Update', value: 'update', action, description },
		fields: {
			id: field(`The ${is} to change`),
			changes: changesField(fields),
			current: notReadYet,
			simplify: simplifyField,
		},
		describe: ({ id }) => `update ${is} ${id}`,
		update: {
			groupKey: ({ id }) => id,
			read: ({ id }) => ({ ...get(id), exact: true }),
			complete: (row, response) =>
				sameId(asObject(response.data).id, row.id)
					? { status: 'found', row: { ...row, current: asSentBack(response.data) } }
					: notConfirmed(response, `is about a different ${is}`),
			build: (rows) =>
				call(
					rows[0].id,
					rows.reduce((current, { changes }) => changed(current, changes), rows[0].current),
				),
			settle: ({ id, changes, simplify }, response, { body }) =>
				settleEntity(entity, { ...asSent(changes, body as IDataObject), id }, simplify, response),
		},
		repeat: { safety: () => 'safe' },
	});
}

/** The entity as it is; empty until it has been read. */
const notReadYet: Field<IDataObject> = { properties: [], read: () => ({}) };

function changesField(fields: BodyFields): Field<IDataObject> {
	const added = collectionField(
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'What to change. All other fields keep their values.',
		},
		fields,
	);
	return map(added, (parts, refuse) => {
		const changes = merged(parts);
		if (Object.keys(changes).length === 0) {
			refuse('sets nothing', 'Add at least one field to change.');
		}
		return changes;
	});
}

function replaced(current: IDataObject, changes: IDataObject): IDataObject {
	return { ...current, ...changes };
}

/** The fields that a row changes as they were sent: what a later row made of them in the same call. */
function asSent(changes: IDataObject, sent: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(changes).map(([name, value]) => {
			const now = sent[name];
			const parts = isObject(value) && isObject(now);
			return [name, parts ? asSent(value as IDataObject, now as IDataObject) : now];
		}),
	);
}
