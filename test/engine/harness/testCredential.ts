import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	createEmptyRunExecutionData,
	type ICredentialTestRequest,
	type INode,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { engineDifferences } from './engineDifferences';
import type { LoadedPackage } from './loadedPackage';
import type { StoredCredential } from './storedCredential';

/** An error as the engine throws it: the server's response, or the reason why there is none. */
interface RequestFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

const mode = 'internal';
const success: INodeCredentialTestResult = { status: 'OK', message: 'Connection successful!' };

/**
 * Tests a credential as n8n does when somebody saves it or presses Retry: sends the request of the
 * credential's `test` and finds the message for the result (n8n:
 * packages/cli/src/services/credentials-tester.service.ts).
 */
export async function testCredential(
	loaded: LoadedPackage,
	credential: StoredCredential,
): Promise<INodeCredentialTestResult> {
	const { type, data, details } = credential;
	const { test } = loaded.credentialType(type);
	if (!test) throw new Error(`The credential ${type} has no test request`);

	const nodeType = nodeThatSends(test, type);
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(nodeType),
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: details },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additional = additionalData(loaded, [credential], mode, node.parameters);
	const decrypted = {
		...{ id: details.id ?? '', name: details.name, type },
		data: await additional.credentialsHelper.applyDefaults(additional, data, type, mode),
	};
	const context = new ExecuteContext(
		workflow,
		node,
		additional,
		mode,
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	try {
		const response = await engineDifferences.withExpressions(
			workflow,
			async () => await new RoutingNode(context, nodeType, decrypted).runNode(),
		);
		return ofAnswer(test, response?.[0]?.[0]?.json ?? {});
	} catch (error) {
		return ofFailure(test, error as RequestFailure);
	}
}

/** n8n's No Operation node, changed to send the test's request. */
function nodeThatSends({ request }: ICredentialTestRequest, credentialType: string): INodeType {
	return {
		description: {
			name: 'noOp',
			displayName: 'No Operation, do nothing',
			group: ['organization'],
			description: '',
			version: 1,
			defaults: { name: 'No Operation' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	};
}

function ofAnswer({ rules = [] }: ICredentialTestRequest, answer: object) {
	const broken = rules.find(
		(rule) =>
			rule.type === 'responseSuccessBody' &&
			valueAt(answer, rule.properties.key) === rule.properties.value,
	);
	return broken ? failed(broken.properties.message) : success;
}

function ofFailure({ rules = [] }: ICredentialTestRequest, { message, cause }: RequestFailure) {
	if (!cause?.response) return failed(cause?.code ?? message);
	const { status, statusText } = cause.response;
	const rule = rules.find(
		({ type, properties }) => type === 'responseCode' && properties.value === status,
	);
	return failed(rule?.properties.message ?? (statusText || `Received HTTP status code: ${status}`));
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

function valueAt(answer: object, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], answer);
}
