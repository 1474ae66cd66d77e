import { itemWith } from '../resources/itemWith';

/** An item, the third of its run, with this value in the parameter `field`. */
export const holding = (value: unknown) => itemWith({ field: value }, 2);

/** The error of an item whose field 'Label' is refused. */
export const refusal = (why: string, next: string) =>
	expect.objectContaining({
		name: 'NodeOperationError',
		message: `'Label' ${why} [Item 2]`,
		description: next,
		context: expect.objectContaining({ itemIndex: 2 }),
	});
