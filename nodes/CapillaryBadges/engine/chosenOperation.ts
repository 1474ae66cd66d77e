import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from './operation';
import { readForRun } from './sameForAll';

/** Finds an operation by the values of the two lists. */
export type FindOperation = (resource: string, operation: string) => Operation | undefined;

/**
 * The operation that is chosen in the node.
 *
 * @throws NodeOperationError when there is none, or an expression chooses different ones
 */
export async function chosenOperation(
	context: IExecuteFunctions,
	find: FindOperation,
): Promise<Operation> {
	const resource = String(await readForRun(context, 'resource', 'Resource'));
	const name = String(await readForRun(context, 'operation', 'Operation'));
	const operation = find(resource, name);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`The node has no operation '${name}' for the resource '${resource}'`,
		{ description: 'Choose a resource and an operation in the node. Nothing was sent.' },
	);
}
