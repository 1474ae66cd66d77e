import type { INode, INodeExecutionData } from 'n8n-workflow';

/** Whether the node is the tool of an AI agent: n8n makes a second type of it, with this ending. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

/** What texts say about the editor, which an agent cannot use, and what to say in its place. */
const FOR_AGENTS: Array<[about: RegExp, instead: string]> = [
	[/ \[Item \d{1,9}\]/g, ''],
	[/Pick (?:it|the [a-z ]{1,20}) from the list, or enter/g, 'Use'],
	[/Pick (?:it|the [a-z ]{1,20}) from the list, or check/g, 'Check'],
	[
		/Pick the [a-z ]{1,20} from the list under '[A-Za-z ]{1,20}'\./g,
		'Use the ID of one that exists.',
	],
	[/Pick a date, or check the expression in it\./g, 'Use a date like 2026-03-15.'],
	[/Pick a date, or use one like/g, 'Use a date like'],
	[
		/Choose 'By ID' or 'From List' to say which one is meant\./g,
		'Use the ID of the one that is meant.',
	],
	[/ ?Correct the name, or pick it from the list\./g, ''],
	[/, or choose under 'Customer Identifier' what the field contains/g, ''],
	[
		/Check the expression, [^.]{1,80}\. If some items have no value, .{1,80}, or remove the field\./g,
		'Give it a value.',
	],
	[/: its expression gives no value|, or check the expression in it|, or remove the field/g, ''],
	[
		/To (?:treat this as success|repeat a run that gives badges safely), (?:set|give) [^.]{1,120}\. ?/g,
		'',
	],
	[
		/Set the option 'If Already Done' [^.]{1,80}: nothing is done twice\. ?/g,
		'Look before you repeat it. ',
	],
	[/ ?If other programs use the same API client, set [^.]{1,100}\./g, ''],
];

/**
 * A failure with all in its message: older n8n gives an agent nothing else, and newer n8n adds the description
 * where the message does not have it.
 */
export function toldToAgent(error: string, description: string) {
	const details = withoutEditor(description);
	return { message: `${withoutEditor(error)}\n\nDetails: ${details}`, description: details };
}

/** A text without what it says about the editor. */
export function withoutEditor(text: string): string {
	return FOR_AGENTS.reduce((told, [about, instead]) => told.replace(about, instead), text).trim();
}

/** The answer to an agent when there is no output; n8n would return an empty text. */
export const nothingFound: INodeExecutionData = { json: { found: 0 }, pairedItem: { item: 0 } };
