import {
	NodeConnectionTypes,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type NodeExecutionHint,
	type OnError,
} from 'n8n-workflow';

import { executeWorkflow } from './executeWorkflow';
import type { LoadedPackage } from './loadedPackage';
import type { StoredCredential } from './storedCredential';

export interface NodeRunOptions {
	/** The node's type, such as `n8n-nodes-example.example`. */
	type: string;
	typeVersion?: number;
	parameters: INodeParameters;
	/** The `json` of each item that reaches the node. The default is one empty item. */
	items?: IDataObject[];
	/** The node's setting "On Error". n8n's default is `stopWorkflow`. */
	onError?: OnError;
	credential?: StoredCredential;
	/** How often n8n tries the node (Retry On Fail). The default is once. */
	maxTries?: number;
	/**
	 * What n8n stored of a failed execution, to retry it as Retry does in the list of executions.
	 */
	retryOf?: IRun;
}

export interface NodeRun {
	status: IRun['status'];
	/** The error that stopped the execution, as a plain object, as n8n stores it. */
	error?: { message: string; description?: string | null; name?: string } & IDataObject;
	/** The items on each output of the node. The second output is the error output. */
	outputs: INodeExecutionData[][];
	/** For each item of `outputs`, the number of the input item that n8n links it to. */
	rows: unknown[][];
	/** The notices that the node shows beside the output. */
	hints: NodeExecutionHint[];
	/** Everything that n8n stores of the execution. */
	run: IRun;
}

export interface RunningNode {
	done: Promise<NodeRun>;
	/** Stops the execution like the Stop button of n8n's editor. */
	cancel(): void;
}

const nodeUnderTest = 'Node';
const outputs = [0, 1];

/**
 * Starts a workflow whose third node is the one under test:
 *
 *     Rows -> Items -> Node -> Row of Output 0
 *                          \-> Row of Output 1 (the error output)
 */
export function startNode(loaded: LoadedPackage, options: NodeRunOptions): RunningNode {
	const { items = [{}], credential } = options;
	const nodes: INode[] = [
		node('Rows', 'test.rows', {}),
		node('Items', 'test.items', { items: items as unknown as INodeParameters }),
		{
			...node(nodeUnderTest, options.type, options.parameters),
			typeVersion: options.typeVersion ?? 1,
			onError: options.onError,
			...(options.maxTries ? { retryOnFail: true, maxTries: options.maxTries } : {}),
			waitBetweenTries: 1,
			credentials: credential && { [credential.type]: credential.details },
		},
		...outputs.map((output) => {
			const row = "={{ $('Rows').item.json.row }}";
			return node(rowOfOutput(output), 'test.rowOf', { row });
		}),
	];
	const connections = {
		Rows: { main: [[toMain('Items')]] },
		Items: { main: [[toMain(nodeUnderTest)]] },
		[nodeUnderTest]: { main: outputs.map((output) => [toMain(rowOfOutput(output))]) },
	};
	const { run, cancel } = executeWorkflow(
		loaded,
		credential ? [credential] : [],
		{ nodes, connections },
		items.map((_, row) => ({ json: { row } })),
		options.retryOf,
	);
	return { done: run.then(summary), cancel };
}

function summary(run: IRun): NodeRun {
	const { error, runData } = run.data.resultData;
	const [task] = runData[nodeUnderTest] ?? [];
	return {
		status: run.status,
		error: error as unknown as NodeRun['error'],
		outputs: (task?.data?.main ?? []).map((items) => items ?? []),
		rows: outputs.map((output) => {
			const [rowTask] = runData[rowOfOutput(output)] ?? [];
			return (rowTask?.data?.main[0] ?? []).map(({ json }) => json.row);
		}),
		hints: task?.hints ?? [],
		run,
	};
}

export function node(name: string, type: string, parameters: INodeParameters): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}

export function toMain(name: string) {
	return { node: name, type: NodeConnectionTypes.Main, index: 0 };
}

function rowOfOutput(output: number): string {
	return `Row of Output ${output}`;
}
