import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../api/call';
import { asIsoDate } from '../../../api/dates';
import { entriesIn } from '../../../api/paging';
import { activeIn, asObject, asText } from '../../../api/values';
import { PAGE_SIZE } from '../../../engine/page';
import type { Repeat } from '../../../engine/repeat';
import type { Refusal } from '../../../errors/refusal';
import { notChanged } from '../notChanged';
import { settleEntity, type Entity } from './entity';

/** How entities of a kind are found by their name. */
export interface NameSearch {
	/** The call for a page of those that can have the name, the newest first where that can be asked for. */
	page(name: string, page: number, size: number): Call;
	/** Name of the list in the data of its response. */
	list: string;
	/** Capillary's code for a name that another one has. */
	nameTaken: number;
}

/**
 * Finds what a creation in doubt has created: an entity of that name, created since the creation was first
 * attempted, which is then read whole and compared with what was sent.
 *
 * @param bodyOf what was sent for a row
 */
export function findCreated<Row extends { simplify: boolean }>(
	entity: Entity,
	{ page, list, nameTaken }: NameSearch,
	bodyOf: (row: Row) => IDataObject,
): NonNullable<Repeat<Row>['verify']> {
	return {
		call: (row) => page(String(bodyOf(row).name), 0, PAGE_SIZE),
		settle(row, read, refusal, since = 0) {
			if (read.status === 'failed') return read;
			const body = bodyOf(row);
			const data = asObject(read.response.data);
			const entries = entriesIn(data, { name: list });
			if (entries === undefined) return settleEntity(entity, body, row.simplify, read.response);

			const named = entries.map(asObject).filter(({ name }) => name === body.name);
			const created = named.find((one) => (createdOn(one) ?? -1) >= since);
			if (created) return { status: 'readNext', call: entity.get(asText(created.id) ?? '') };
			if (named.some((one) => createdOn(one) === undefined)) return { status: 'unknown' };
			if (named.some((one) => activeIn(one) !== false)) {
				const taken: Refusal = { cause: 'capillary', code: nameTaken, message: 'name is taken' };
				return { status: 'failed', refusal: refusal.code === nameTaken ? refusal : taken };
			}
			const { page: current, totalPages } = asObject(data.pagination);
			const next = Number(current) + 1;
			if (Number.isNaN(next)) return { status: 'unknown' };
			if (next < Number(totalPages)) {
				return { status: 'readNext', call: page(String(body.name), next, PAGE_SIZE) };
			}
			return notChanged(refusal, false);
		},
	};
}

/** When a thing was created (epoch milliseconds); undefined when it is not given. */
function createdOn({ createdOn, createdOnISO }: Record<string, unknown>): number | undefined {
	const date = asIsoDate(createdOn) ?? asIsoDate(createdOnISO);
	return date === null ? undefined : Date.parse(date);
}
