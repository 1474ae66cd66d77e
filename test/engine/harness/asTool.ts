import { NodeConnectionTypes, type INodeType } from 'n8n-workflow';

/**
 * The tool that n8n makes for AI agents of a node with `usableAsTool` (n8n:
 * packages/cli/src/tool-generation/ai-tools.ts).
 *
 * @throws when the node does not offer itself as a tool
 */
export function asTool(nodeType: INodeType): INodeType {
	const { usableAsTool, ...description } = nodeType.description;
	if (!usableAsTool) throw new Error(`${description.displayName} is not usable as a tool`);
	return Object.create(nodeType, {
		description: {
			value: {
				...description,
				name: `${description.name}Tool`,
				displayName: `${description.displayName} Tool`,
				inputs: [],
				outputs: [NodeConnectionTypes.AiTool],
				properties: [
					{
						displayName: 'Tool Description',
						name: 'descriptionType',
						type: 'options',
						options: [
							{ name: 'Set Automatically', value: 'auto' },
							{ name: 'Set Manually', value: 'manual' },
						],
						default: 'auto',
					},
					{
						displayName: 'Description',
						name: 'toolDescription',
						type: 'string',
						default: description.description,
						displayOptions: { show: { descriptionType: ['manual'] } },
					},
					...description.properties,
				],
			},
		},
	}) as INodeType;
}
