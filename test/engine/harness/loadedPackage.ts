import { PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { asTool } from './asTool';
import { workflowNodes } from './workflowNodes';

/** A package as n8n's own loader reads it, with the nodes that a test workflow needs around it. */
export interface LoadedPackage {
	readonly nodeTypes: INodeTypes;
	credentialType(name: string): ICredentialType;
}

/**
 * Loads the built files that the package.json in `folder` names, as n8n does when it starts.
 *
 * @throws what n8n's loader throws: a class that cannot be found, a file that was not built
 */
export async function loadPackage(folder: string): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();

	const find = (fullName: string): INodeType | IVersionedNodeType => {
		const [packageName, name] = fullName.split('.');
		if (packageName === 'test') return workflowNodes[name];
		if (!name.endsWith('Tool')) return loader.getNode(name).type;
		return asTool(loader.getNode(name.slice(0, -'Tool'.length)).type as INodeType);
	};

	return {
		nodeTypes: {
			getByName: find,
			getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(find(name), version),
			getKnownTypes: () => ({}),
		},
		credentialType: (name) => loader.getCredential(name).type,
	};
}
