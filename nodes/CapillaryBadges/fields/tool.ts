import type { INode, INodeExecutionData } from 'n8n-workflow';

/** Whether the node is the tool of an AI agent: n8n makes a second type of it, with this ending. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

/** Sentences about the editor, which an agent cannot use, and what to say in their place. */
const FOR_AGENTS: Array<[about: RegExp, instead: string]> = [
	[/ \[Item 0\]/g, ''],
	[/Pick (?:it|the [a-z ]{1,20}) from the list, or enter its ID/g, 'Use its ID'],
	[
		/Choose 'By ID' or 'From List' to say which one is meant\./g,
		'Use the ID of the one that is meant.',
	],
	[/ ?Correct the name, or pick it from the list\./g, ''],
	[/To treat this as success, set the option [^.]{1,80}\. ?/g, ''],
	[/With the option [^.]{1,80} it can be repeated safely\. ?/g, 'Look before you repeat it. '],
];

/** A failure in one text, because n8n gives an agent the message of an error without its description. */
export function toldToAgent(error: string, description: string): string {
	const text = `${error}\n\nDetails: ${description}`;
	return FOR_AGENTS.reduce((told, [about, instead]) => told.replace(about, instead), text).trim();
}

/** The answer to an agent when there is no output; n8n would return an empty text. */
export const nothingFound: INodeExecutionData = { json: { found: 0 }, pairedItem: { item: 0 } };
