import type { IDataObject, INodeExecutionData, OnError } from 'n8n-workflow';

import type { NodeRun } from '../../engine/harness/runNode';

/**
 * The outcome of each item: its output when it succeeded, or undefined when it failed.
 *
 * @throws Error when an item has no outcome, or the outcome of an exception
 */
export function outcomesOf(
	{ status, error, outputs }: NodeRun,
	items: IDataObject[],
	onError: OnError,
): Array<IDataObject[] | undefined> {
	if (onError === 'stopWorkflow' && error) {
		checkFailure(error.message, String(error.description));
		if (outputs.flat().length > 0) throw new Error('A run that was stopped has an output');
		return items.map(() => undefined);
	}
	if (status !== 'success' || error) {
		throw new Error(`The run ended as '${status}', although it is set to go on: ${error?.message}`);
	}
	const all = outputs.flat();
	return items.map((item, index) => {
		const its = all.filter(({ pairedItem }) => (pairedItem as { item: number }).item === index);
		if (!its.some(isFailure)) return its.map(({ json }) => json);
		if (its.length > 1) throw new Error(`Item ${index} has several outcomes`);
		const [{ json }] = its;
		const others = Object.keys(json).filter((key) => !['error', 'message'].includes(key));
		if (onError === 'continueRegularOutput' && others.length > 0) {
			throw new Error(`Item ${index} failed with more than error and message: ${others}`);
		}
		const added = others.filter((key) => json[key] !== item[key]);
		if (added.length > 0) throw new Error(`Item ${index} failed with ${added} besides`);
		checkFailure(String(json.error), String(json.message));
		return undefined;
	});
}

function isFailure({ json }: INodeExecutionData): boolean {
	return typeof json.error === 'string';
}

/** Checks for the node's own error. An exception has another form. */
function checkFailure(error: string, message: string): void {
	if (!/^(?:Could not [^]+|Not sent): [^]+/.test(error))
		throw new Error(`No refusal, but '${error}'`);
	if (!/^[^]+\.$/.test(message)) throw new Error(`Nothing to do next in '${message}' (${error})`);
}
