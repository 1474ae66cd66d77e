import { WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	createRunExecutionData,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type IRun,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import type { LoadedPackage } from './loadedPackage';
import type { StoredCredential } from './storedCredential';

export interface RunningWorkflow {
	readonly run: Promise<IRun>;
	/** Stops it like the Stop button of n8n's editor. */
	cancel(): void;
}

const mode = 'trigger';

/**
 * Starts a workflow at its first node with `items`, in n8n's own engine.
 *
 * @param retryOf what n8n stored of an execution that failed, which is retried as in its list of executions
 */
export function executeWorkflow(
	loaded: LoadedPackage,
	credentials: StoredCredential[],
	{ nodes, connections }: { nodes: INode[]; connections: IConnections },
	items: INodeExecutionData[],
	retryOf?: IRun,
): RunningWorkflow {
	const workflow = new Workflow({
		id: '1',
		nodes,
		connections,
		active: false,
		nodeTypes: loaded.nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const firstStep = { node: workflow.nodes[nodes[0].name], data: { main: [items] }, source: null };
	const run = new WorkflowExecute(
		additionalData(loaded, credentials, mode),
		mode,
		retryOf
			? stored(retryOf)
			: createRunExecutionData({ executionData: { nodeExecutionStack: [firstStep] } }),
	).processRunExecutionData(workflow);
	return { run, cancel: () => run.cancel() };
}

/**
 * An execution as n8n loads it for a retry: without the run that failed (n8n:
 * ExecutionService.retry).
 */
function stored({ data }: IRun): IRun['data'] {
	const copy = JSON.parse(JSON.stringify(data)) as IRun['data'];
	const { resultData } = copy;
	delete resultData.error;
	resultData.runData[resultData.lastNodeExecuted!].pop();
	return copy;
}
