import type { IDataObject } from 'n8n-workflow';

import { readAddedDetails, sortedFields, type Detail } from '../../../fields/detail';
import { optionsField } from '../../../fields/options';
import { readSimplify, simplifyField } from '../../../fields/simplify';
import { notConfirmed, type Operation } from '../../../engine/operation';
import type { Call } from '../../../api/call';
import { isObject } from '../../../api/json';
import { asObject, sameId } from '../../../api/values';
import { settleEntity, type Entity } from './entity';

interface Row {
	id: string;
	/** What the user set. */
	changes: IDataObject;
	/** The thing as it is, in the form in which it is sent; empty until it has been read. */
	current: IDataObject;
	simplify: boolean;
}

/** How things of a kind are changed. */
interface Change {
	action: string;
	description: string;
	/** What can change. */
	details: Detail[];
	/** A thing that was read, as Capillary takes it back. */
	asSentBack(read: unknown): IDataObject;
	/** The thing with what is to change in it; field by field unless it is said otherwise. */
	changed?(current: IDataObject, changes: IDataObject): IDataObject;
	/** The call that puts it into the place of what is there. */
	call(id: string, body: IDataObject): Call;
}

const UPDATE_FIELDS = 'Update Fields';

/**
 * The operation that changes some fields of one. Capillary replaces the whole thing, so it is read just
 * before and sent back with the changes. Rows of the same thing go into one call: each of several calls
 * would take one more reading, and show others what is only half of it.
 */
export function updateEntity(stored: Entity, change: Change): Operation<Row> {
	const { is, field, read, one } = stored;
	const { action, description, details, asSentBack, changed = replaced, call } = change;
	return {
		option: { name: 'Update', value: 'update', action, description },
		fields: [
			field(`The ${is} to change`),
			{
				displayName: UPDATE_FIELDS,
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add field',
				default: {},
				description: 'What to change; everything else stays as it is',
				options: sortedFields(details),
			},
			simplifyField,
			optionsField(),
		],
		row(item) {
			const id = read(item);
			const changes = readAddedDetails(item.collection('updateFields', UPDATE_FIELDS), details);
			if (Object.keys(changes).length === 0) {
				item.refuse(UPDATE_FIELDS, 'sets nothing', 'Add at least one field to change.');
			}
			return { id, changes, current: {}, simplify: readSimplify(item) };
		},
		task: ({ id }) => `update ${is} ${id}`,
		repeat: () => 'safe',
		update: {
			thing: ({ id }) => id,
			read: ({ id }) => ({ ...one(id), exact: true }),
			take(row, answer) {
				return sameId(asObject(answer.data).id, row.id)
					? { row: { ...row, current: asSentBack(answer.data) } }
					: notConfirmed(answer, `about a different ${is}`);
			},
		},
		call: (rows) =>
			call(
				rows[0].id,
				rows.reduce((current, { changes }) => changed(current, changes), rows[0].current),
			),
		settle: ({ id, changes, simplify }, answer, { body }) =>
			settleEntity(stored, { ...asSent(changes, body as IDataObject), id }, simplify, answer),
	};
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
