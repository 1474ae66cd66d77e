import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from './operation';

/** One entry of the Resource list with its operations. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Operation[];
	/** The Operation list and all fields, each shown for its operation only. */
	properties: INodeProperties[];
}

/** Defines a resource by its operations. They appear in the order given. */
export function defineResource(
	option: INodePropertyOptions & { value: string },
	operations: Operation[],
): Resource {
	const first = operations[0].option.value;
	return {
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
