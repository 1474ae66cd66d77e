import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INodeListSearchResult, type INodeParameters } from 'n8n-workflow';

import { additionalData } from './additionalData';
import { engineDifferences } from './engineDifferences';
import type { LoadedPackage } from './loadedPackage';
import { node, type NodeRunOptions } from './runNode';

export interface ListSearchOptions
	extends Pick<NodeRunOptions, 'type' | 'typeVersion' | 'credential'> {
	/** The name of the node's method. */
	method: string;
	/** The node's parameters in the editor. */
	parameters?: INodeParameters;
	/** The path of the parameter that has the list. */
	path?: string;
	/** What the user typed into the list. */
	filter?: string;
	/** The token of the previous page. */
	paginationToken?: unknown;
}

/**
 * A page of a resource locator's list, as the editor gets it (n8n:
 * packages/cli/src/services/dynamic-node-parameters.service.ts).
 *
 * @throws what the node throws; the editor shows its message
 */
export async function listSearch(
	loaded: LoadedPackage,
	{ filter, paginationToken, ...options }: ListSearchOptions,
): Promise<INodeListSearchResult> {
	const { type, typeVersion = 1, credential, method, parameters = {}, path = '' } = options;
	const nodeType = loaded.nodeTypes.getByNameAndVersion(type, typeVersion);
	const search = nodeType.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list search ${method}`);

	const workflow = new Workflow({
		nodes: [
			{
				...node('Temp-Node', type, parameters),
				typeVersion,
				credentials: credential && { [credential.type]: credential.details },
			},
		],
		connections: {},
		active: false,
		nodeTypes: loaded.nodeTypes,
	});
	const context = new LoadOptionsContext(
		workflow,
		workflow.nodes['Temp-Node'],
		additionalData(loaded, credential ? [credential] : [], 'internal', parameters),
		path,
	);
	// The token goes to the editor and back in a query string.
	const token = paginationToken === undefined ? undefined : String(paginationToken);
	return await engineDifferences.withExpressions(
		workflow,
		async () => await search.call(context, filter, token),
	);
}
