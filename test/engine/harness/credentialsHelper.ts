import {
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	isExpression,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { getAdditionalKeys } from 'n8n-core';

import { engineDifferences } from './engineDifferences';
import type { LoadedPackage } from './loadedPackage';
import type { StoredCredential } from './storedCredential';

const noNode: INode = {
	id: 'none',
	name: '',
	type: 'test.none',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * Handles credentials as n8n's server does: when it gets a token, what it saves, and the defaults
 * (n8n: packages/cli/src/credentials-helper.ts).
 */
export class TestCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly loaded: LoadedPackage,
		private readonly store: StoredCredential[],
	) {
		super();
	}

	getParentTypes(type: string): string[] {
		return this.loaded.credentialType(type).extends ?? [];
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return engineDifferences.credentialProperties(this.loaded.credentialType(type));
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.loaded.credentialType(typeName);
		if (typeof authenticate === 'function') {
			return await authenticate(credentials, requestOptions);
		}

		const request = requestOptions as unknown as Record<string, INodeParameters>;
		request.headers ??= {};
		const resolve = (value: unknown) =>
			resolveWithCredentials(value as string, credentials, workflow, node);
		for (const [part, fields] of Object.entries(authenticate?.properties ?? {})) {
			request[part] ??= {};
			for (const [name, value] of Object.entries(fields as INodeParameters)) {
				request[part][resolve(name)] = resolve(value);
			}
		}
		return requestOptions;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.loaded.credentialType(typeName);
		const expirable = type.properties.find(isExpirable);
		if (!expirable || !type.preAuthentication) return undefined;

		// n8n's own condition. It never holds, because n8n's node for credential tests is called
		// `noOp`.
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;

		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable.name] === undefined || !node.credentials) return undefined;

		const stored = this.stored(node.credentials[type.name]);
		stored.save(engineDifferences.savedAfterPreAuthentication(stored.data, credentials, output));
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.loaded.credentialType(typeName);
		return (await preAuthentication?.call(helpers, credentials)) as
			| ICredentialDataDecryptedObject
			| undefined;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { data } = this.stored(nodeCredentials);
		if (raw) return { ...data };
		return await this.applyDefaults(additionalData, data, type, mode, executeData, resolveValues);
	}

	/** The credential as nodes get it: with defaults, and with expressions resolved. */
	async applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		data: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const filledIn = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			data as INodeParameters,
			true,
			false,
			null,
			null,
		) as INodeParameters;
		const keys = getAdditionalKeys(additionalData, mode, null);

		if (values) {
			return values.workflow.expression.getParameterValue(
				filledIn,
				values.runExecutionData,
				values.runIndex,
				values.itemIndex,
				values.node.name,
				values.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				filledIn,
			) as ICredentialDataDecryptedObject;
		}

		const workflow = new Workflow({
			nodes: [noNode],
			connections: {},
			active: false,
			nodeTypes: this.loaded.nodeTypes,
		});
		return await engineDifferences.withExpressions(
			workflow,
			async () =>
				workflow.expression.getComplexParameterValue(
					noNode,
					filledIn,
					mode,
					keys,
					undefined,
					undefined,
					filledIn,
				) as ICredentialDataDecryptedObject,
		);
	}

	async getCredentials(): Promise<never> {
		throw new Error('The engine asks for encrypted credentials only in its own OAuth flows');
	}

	async updateCredentials(
		nodeCredentials: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored(nodeCredentials).save(data);
	}

	async updateCredentialsOauthTokenData(): Promise<never> {
		throw new Error('The engine saves OAuth token data only in its own OAuth flows');
	}

	private stored({ id, name }: INodeCredentialsDetails): StoredCredential {
		const credential = this.store.find(({ details }) => details.id === id);
		if (!credential) throw new Error(`No credential "${name}" with id ${id}`);
		return credential;
	}
}

function isExpirable({ type, typeOptions }: ICredentialType['properties'][number]): boolean {
	return type === 'hidden' && typeOptions?.expirable === true;
}

function resolveWithCredentials(
	value: string,
	credentials: ICredentialDataDecryptedObject,
	workflow: Workflow,
	node: INode,
): string {
	if (!isExpression(value)) return value;
	const resolved = workflow.expression.getSimpleParameterValue(
		node,
		value,
		'internal',
		{ $credentials: credentials },
		undefined,
		'',
	);
	return resolved ? String(resolved) : '';
}
