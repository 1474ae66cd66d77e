import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { locatorIn } from '../fields/references';

/**
 * The value of a field that a list depends on, as the editor has it at the moment.
 *
 * @param label the field's name on the screen
 * @throws NodeOperationError that says what to fill first, or what to do instead
 */
export function current(context: ILoadOptionsFunctions, name: string, label: string): string {
	const held = context.getCurrentNodeParameter(name);
	if (locatorIn(held)?.mode === 'name') {
		throw new NodeOperationError(
			context.getNode(),
			`'${label}' is entered by name, and this list needs its ID. Pick it from the list under '${label}', or choose 'By ID' here and enter or map the ID.`,
		);
	}
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (text !== '' && !text.startsWith('=')) return text;
	const why =
		text === ''
			? `Fill '${label}' first. If it holds an expression, execute the previous nodes first.`
			: `'${label}' holds an expression, whose value is known only in a run.`;
	throw new NodeOperationError(
		context.getNode(),
		`${why} Or choose 'By ID' and enter or map the ID.`,
	);
}
