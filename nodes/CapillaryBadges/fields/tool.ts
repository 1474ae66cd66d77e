import type { INode, INodeExecutionData } from 'n8n-workflow';

/** Whether the node is the tool of an AI agent: n8n makes a second type of it, with this ending. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

/** A failure in one text, because n8n gives an agent the message of an error without its description. */
export function toldToAgent(error: string, description: string): string {
	return `${error}\n\nDetails: ${description}`;
}

/** The answer to an agent when there is no output; n8n would return an empty text. */
export const nothingFound: INodeExecutionData = { json: { found: 0 }, pairedItem: { item: 0 } };
