import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../engine/operation';
import type { Call, Refusal } from '../../../api/call';
import { asIsoDate } from '../../../api/dates';
import { listIn } from '../list';
import { notChanged } from '../notChanged';
import { settleEntity, type Entity } from './entity';
import { activeIn, asObject, asText } from '../../../api/values';

/** How things of a kind are looked for by their name. */
export interface Listing {
	/** The call for a page of those that can have the name, the newest first where that can be asked for. */
	page(name: string, page: number): Call;
	/** Name of the list in the data of its answer. */
	list: string;
	/** Capillary's code for a name that another one has. */
	nameTaken: number;
}

/**
 * Looks for what a creation in doubt has made: one of that name, made since the creation was first
 * attempted, which is then read whole and compared with what was sent.
 *
 * @param sentFor what was sent for a row
 */
export function findCreated<Row extends { simplify: boolean }>(
	stored: Entity,
	{ page, list, nameTaken }: Listing,
	sentFor: (row: Row) => IDataObject,
): NonNullable<Operation<Row>['lookInto']> {
	return {
		nothingLeft: () => false,
		call: (row) => page(String(sentFor(row).name), 0),
		settle(row, read, refused, since = 0) {
			if ('refused' in read) return read;
			const sent = sentFor(row);
			const data = asObject(read.answer.data);
			const entries = listIn(data, list);
			if (entries === undefined) return settleEntity(stored, sent, row.simplify, read.answer);

			const named = entries.map(asObject).filter(({ name }) => name === sent.name);
			const made = named.find((one) => (createdOn(one) ?? -1) >= since);
			if (made) return { readNext: stored.one(asText(made.id) ?? '') };
			if (named.some((one) => createdOn(one) === undefined)) return 'unknown';
			if (named.some((one) => activeIn(one) !== false)) {
				const taken: Refusal = { cause: 'capillary', code: nameTaken, message: 'name is taken' };
				return { refused: refused.code === nameTaken ? refused : taken };
			}
			const { page: current, totalPages } = asObject(data.pagination);
			const next = Number(current) + 1;
			if (Number.isNaN(next)) return 'unknown';
			if (next < Number(totalPages)) return { readNext: page(String(sent.name), next) };
			return notChanged(refused, false);
		},
	};
}

/** When a thing was created (epoch milliseconds); undefined when it does not tell. */
function createdOn({ createdOn, createdOnISO }: Record<string, unknown>): number | undefined {
	const date = asIsoDate(createdOn) ?? asIsoDate(createdOnISO);
	return date === null ? undefined : Date.parse(date);
}
