import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { sanitizeName } from '../errors/untrustedText';
import { hasExpression } from '../fields/parameterReader';
import { inTurns } from './eventLoop';

/**
 * A value that holds for the whole run.
 *
 * @param mayDiffer whether it can differ between items; otherwise the value of the first item counts
 * @throws NodeOperationError that names two items, when it does differ between them
 */
export async function sameForAll<Value>(
	context: IExecuteFunctions,
	label: string,
	mayDiffer: boolean,
	valueOf: (index: number) => Value,
): Promise<Value> {
	const first = valueOf(0);
	if (!mayDiffer) return first;
	await inTurns(context.getInputData().keys(), (index) => {
		const value = valueOf(index);
		if (value === first) return;
		const why = `The option '${label}' is '${sanitizeName(String(first))}' for item 0 and '${sanitizeName(String(value))}' for item ${index}, but holds for the whole run`;
		throw refusal(context, why, index, 'Give it the same value for all items, or split the items.');
	});
	return first;
}

/** The error of an invalid option. */
export function refusal(
	context: IExecuteFunctions,
	why: string,
	itemIndex: number,
	next = 'Correct it under Options.',
): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${why} [Item ${itemIndex}]`, {
		description: `${next} Nothing was sent.`,
		itemIndex,
	});
}

/**
 * A parameter that holds for the whole run, such as the resource. The editor allows no expression in it.
 *
 * @throws NodeOperationError when it holds an expression that differs between items
 */
export async function readForRun(
	context: IExecuteFunctions,
	name: string,
	label: string,
): Promise<unknown> {
	const held = context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown;
	return await sameForAll(context, label, hasExpression(held), (index) =>
		context.getNodeParameter(name, index),
	);
}
