import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { readCredential } from '../api/account';
import { runConcurrently } from './pool';

/** The credential data that some of the items share. */
export interface ItemsOfAccount {
	data: ICredentialDataDecryptedObject;
	/** Indexes of the input items. */
	items: Set<number>;
	/** Whether the data were resolved for each item, because they differ between items. */
	isOfItem: boolean;
}

/** How many items the sample has. */
const SAMPLE = 20;
/** Credentials that are resolved concurrently. */
const AT_A_TIME = 20;
/** Fields that n8n itself saves in a credential. They can change between two reads. */
const OWN_FIELDS = ['accessToken', 'signedInAs', 'signedInUntil'];

/**
 * Groups the items by the data of their credential. Its fields can hold expressions, such as
 * `{{ $json.tenant }}`, and n8n does not say whether they do. To resolve them for one item takes n8n a
 * millisecond or more. So they are resolved for a sample of the items, and for an index that no item has.
 * Only if these differ, they are resolved for all items.
 */
export async function groupByAccount(context: IExecuteFunctions): Promise<ItemsOfAccount[]> {
	const count = context.getInputData().length;
	const first = await readCredential(context, 0);
	const all = Array.from({ length: count }, (_, index) => index);
	const key = keyOf(first);
	const isSame = async (index: number) =>
		await readCredential(context, index).then(
			(data) => keyOf(data) === key,
			() => false,
		);
	const step = Math.max(1, count / SAMPLE);
	const sample = new Set(
		all.slice(0, SAMPLE).map((nth) => Math.floor(Math.min(nth * step, count - 1))),
	);
	for (const index of [count, count - 1, ...sample]) {
		if (!(await isSame(index))) return await accountOfEach(context, all);
	}
	return [{ data: first, items: new Set(all), isOfItem: false }];
}

async function accountOfEach(context: IExecuteFunctions, all: number[]): Promise<ItemsOfAccount[]> {
	const read: ICredentialDataDecryptedObject[] = [];
	await runConcurrently(all, AT_A_TIME, async (index) => {
		read[index] = await readCredential(context, index);
		return [];
	});
	const accounts = new Map<string, ItemsOfAccount>();
	for (const [index, data] of read.entries()) {
		const key = keyOf(data);
		const known = accounts.get(key);
		if (known) known.items.add(index);
		else accounts.set(key, { data, items: new Set([index]), isOfItem: true });
	}
	return [...accounts.values()];
}

function keyOf(data: ICredentialDataDecryptedObject): string {
	const fields = Object.entries(data).filter(([name]) => !OWN_FIELDS.includes(name));
	return JSON.stringify(fields.sort(([one], [other]) => one.localeCompare(other)));
}
