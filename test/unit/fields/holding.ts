import { itemWith } from '../resources/itemWith';

/** An item, the third of its run, whose parameter `field` holds this. */
export const holding = (value: unknown) => itemWith({ field: value }, 2);

/** What an item throws that refuses its field 'Label', telling why and what to do next. */
export const refusal = (why: string, next: string) =>
	expect.objectContaining({
		name: 'NodeOperationError',
		message: `'Label' ${why} [Item 2]`,
		description: next,
		context: expect.objectContaining({ itemIndex: 2 }),
	});
