import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	INodeParameters,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { TestCredentialsHelper } from './credentialsHelper';
import type { LoadedPackage } from './loadedPackage';
import type { StoredCredential } from './storedCredential';

const address = 'http://127.0.0.1:5678';
const workflowData = { id: '1', name: 'Test', nodes: [], connections: {}, active: false };

/** What n8n's server passes to its engine with a workflow. Nothing listens at the addresses. */
export function additionalData(
	loaded: LoadedPackage,
	credentials: StoredCredential[],
	mode: WorkflowExecuteMode,
	currentNodeParameters?: INodeParameters,
) {
	const credentialsHelper = new TestCredentialsHelper(loaded, credentials);
	const hooks = new ExecutionLifecycleHooks(mode, '1', workflowData as unknown as IWorkflowBase);
	return {
		credentialsHelper,
		hooks,
		currentNodeParameters,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		logAiEvent: () => {},
		instanceBaseUrl: `${address}/`,
		restApiUrl: `${address}/rest`,
		formWaitingBaseUrl: `${address}/form-waiting`,
		webhookBaseUrl: `${address}/webhook`,
		webhookWaitingBaseUrl: `${address}/webhook-waiting`,
		webhookTestBaseUrl: `${address}/webhook-test`,
	} as unknown as IWorkflowExecuteAdditionalData & { credentialsHelper: TestCredentialsHelper };
}
