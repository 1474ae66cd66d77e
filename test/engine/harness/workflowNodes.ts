import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** A tool as an agent gets it: the part of LangChain's tool that the test uses. */
interface AgentTool {
	name: string;
	description: string;
	invoke(toolArguments: IDataObject): Promise<string>;
}

const { Main, AiTool } = NodeConnectionTypes;

/** The nodes around the node under test, by the part of their type after `test.`. */
export const workflowNodes: Record<string, INodeType> = {
	/** Only the context in which one expression at a time is resolved. */
	none: nodeType('none', {}, async () => []),

	/** Starts the workflow with one item for each row: `{row: 0}`, `{row: 1}` and so on. */
	rows: nodeType('rows', { inputs: [] }, async (context) => [context.getInputData()]),

	/** Gives each row the data that the node under test gets. */
	items: nodeType(
		'items',
		{ properties: [{ displayName: 'Items', name: 'items', type: 'json', default: [] }] },
		async (context) => {
			const items = context.getNodeParameter('items', 0) as IDataObject[];
			return [items.map((json, item) => ({ json, pairedItem: { item } }))];
		},
	),

	/** Asks n8n which row each item comes from, as an expression of a user does. */
	rowOf: nodeType(
		'rowOf',
		{ properties: [{ displayName: 'Row', name: 'row', type: 'number', default: null }] },
		async (context) => [context.getInputData().map((_, index) => rowOf(context, index))],
	),

	/** Replaces an AI agent: calls the one tool that is connected to it, once. */
	agent: nodeType(
		'agent',
		{
			inputs: [Main, AiTool],
			properties: [{ displayName: 'Arguments', name: 'toolArguments', type: 'json', default: {} }],
		},
		async (context) => {
			const [tool] = (await context.getInputConnectionData(AiTool, 0)) as AgentTool[];
			const answer = await tool.invoke(context.getNodeParameter('toolArguments', 0) as IDataObject);
			return [[{ json: { answer, description: tool.description }, pairedItem: { item: 0 } }]];
		},
	),
};

function rowOf(context: IExecuteFunctions, index: number): INodeExecutionData {
	const pairedItem = { item: index };
	try {
		return {
			json: { row: context.getNodeParameter('row', index) },
			pairedItem,
		} as INodeExecutionData;
	} catch (error) {
		return { json: { row: (error as Error).message }, pairedItem };
	}
}

function nodeType(
	name: string,
	description: Partial<INodeTypeDescription>,
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>,
): INodeType {
	return {
		description: {
			name,
			displayName: name,
			group: ['transform'],
			description: '',
			version: 1,
			defaults: { name },
			inputs: [Main],
			outputs: [Main],
			properties: [],
			...description,
		},
		async execute() {
			return await execute(this);
		},
	};
}
