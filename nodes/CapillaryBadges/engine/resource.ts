import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from './operation';

/** One entry of the Resource list with its operations. */
export interface Resource {
	/** What it is called in the middle of a sentence. */
	noun: string;
	option: INodePropertyOptions;
	operations: Operation[];
	/** The Operation list and all fields, each shown for its operation only. */
	properties: INodeProperties[];
}

/**
 * Defines a resource by its operations. They appear in the order given, which is alphabetical. A new node has
 * *Get Many*, or else the first operation, which must only read. So a new node, or a tool of an agent,
 * changes nothing by mistake.
 *
 * @param noun what it is called in the middle of a sentence
 */
export function defineResource(
	{ noun, ...option }: INodePropertyOptions & { value: string; noun: string },
	operations: Operation[],
): Resource {
	const reading = operations.find(({ option: { value } }) => value === 'getAll') ?? operations[0];
	const first = reading.option.value;
	return {
		noun,
		option,
		operations,
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [option.value] } },
				options: operations.map((operation) => operation.option),
				default: first,
			},
			...operations.flatMap((operation) =>
				operation.properties.map((property) => ({
					...property,
					displayOptions: {
						...property.displayOptions,
						// n8n checks them in this order, and stops at one that an expression fills.
						show: {
							resource: [option.value],
							operation: [operation.option.value],
							...property.displayOptions?.show,
						},
					},
				})),
			),
		],
	};
}
