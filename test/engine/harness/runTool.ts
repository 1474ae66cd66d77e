import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';

import { executeWorkflow } from './executeWorkflow';
import type { LoadedPackage } from './loadedPackage';
import { node, toMain, type NodeRunOptions } from './runNode';

export interface ToolRunOptions extends Pick<NodeRunOptions, 'type' | 'parameters' | 'credential'> {
	/** The arguments from the model: the values of the parameters' `$fromAI` calls. */
	toolArguments: IDataObject;
}

export interface ToolRun {
	/** What the model reads as the result of the tool. */
	answer?: unknown;
	/** What the model reads about the tool before it uses it. */
	description?: unknown;
	error?: { message: string };
}

/** Runs the node once as a tool of a substitute AI agent, through n8n's own tool code. */
export async function runTool(loaded: LoadedPackage, options: ToolRunOptions): Promise<ToolRun> {
	const { type, parameters, credential, toolArguments } = options;
	const tool = {
		...node('Tool', `${type}Tool`, { ...parameters, descriptionType: 'auto' }),
		credentials: credential && { [credential.type]: credential.details },
	};
	const { AiTool } = NodeConnectionTypes;
	const { run } = executeWorkflow(
		loaded,
		credential ? [credential] : [],
		{
			nodes: [
				node('Rows', 'test.rows', {}),
				node('Agent', 'test.agent', { toolArguments: toolArguments as never }),
				tool,
			],
			connections: {
				Rows: { main: [[toMain('Agent')]] },
				Tool: { [AiTool]: [[{ node: 'Agent', type: AiTool, index: 0 }]] },
			},
		},
		[{ json: {} }],
	);
	const { error, runData } = (await run).data.resultData;
	return { ...runData.Agent?.[0]?.data?.main[0]?.[0]?.json, error };
}
