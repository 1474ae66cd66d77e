import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from './operation';

/** One entry of the Resource list with its operations. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Operation[];
	/** The Operation list and all fields, each shown for its operation only. */
	properties: INodeProperties[];
}

/** Puts a resource together from its operations; they appear in the order given. */
export function resource(
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
				operation.fields.map((field) => ({
					...field,
					displayOptions: {
						...field.displayOptions,
						// n8n looks at them in this order, and at none behind one that an expression fills.
						show: {
							resource: [option.value],
							operation: [operation.option.value],
							...field.displayOptions?.show,
						},
					},
				})),
			),
		],
	};
}
