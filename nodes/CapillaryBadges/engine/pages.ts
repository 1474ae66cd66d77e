import type { IDataObject } from 'n8n-workflow';

import type { Answer, Call } from '../transport/call';
import { notConfirmed, type Operation, type Settled } from './operation';
import { send, type Line, type Sent } from './send';

/** An operation whose answers are pages of a list. */
export type Paged = Operation & Required<Pick<Operation, 'pages'>>;

/** Whether answers of the operation are pages of a list. */
export function isPaged(operation: Operation): operation is Paged {
	return operation.pages !== undefined;
}

/**
 * Reads a list to its end, or as far as the row asks for.
 *
 * @param call for the first page, and what came of it
 */
export async function allPages(
	line: Line,
	{ pages, settle }: Paged,
	row: unknown,
	call: Call,
	first: Sent,
): Promise<Settled> {
	const most = pages.most(row);
	const done: IDataObject[] = [];
	let before: Answer | undefined;
	for (let page = 0, sent = first; ; page++) {
		if (!('answer' in sent)) return sent;
		if (before && pages.isRepeated(row, sent.answer, before)) {
			return await inOnePiece(line, { pages, settle }, row, sent.answer);
		}
		const settled = settle(row, sent.answer, call);
		if (!('done' in settled)) return settled;
		done.push(...settled.done);
		const next = done.length < most ? pages.next(row, sent.answer, page) : undefined;
		if (!next) return { done: done.slice(0, most) };
		before = sent.answer;
		sent = await send(line, next);
	}
}

/** The list of a server that does not page, in one call. */
async function inOnePiece(
	line: Line,
	{ pages, settle }: Pick<Paged, 'pages' | 'settle'>,
	row: unknown,
	page: Answer,
): Promise<Settled> {
	const { call, entries } = pages.whole(row, page);
	const sent = await send(line, call);
	const settled = 'answer' in sent ? settle(row, sent.answer, call) : sent;
	if (!('answer' in sent) || !('done' in settled)) return settled;
	if (settled.done.length >= entries) return { done: settled.done.slice(0, entries) };
	return notConfirmed(
		sent.answer,
		`${settled.done.length} of ${entries} entries, without the rest`,
	);
}
