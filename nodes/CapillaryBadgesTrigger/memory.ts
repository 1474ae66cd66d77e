import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * What n8n keeps for the node in its database. A test execution starts with an empty one of its
 * own. The secret outlives a registration: an execution that ends late may write an old memory back,
 * and with it the secret must still be the right one.
 */
export interface Memory extends IDataObject {
	/** Of the webhook that is registered in Capillary. */
	webHookId?: string;
	webHookName?: string;
	/** What was registered, as text to compare with. */
	registered?: string;
	/** Hash of the Capillary account that the webhook was registered with. */
	account?: string;
	secret?: string;
	/** IDs of the events that started the workflow, the newest at the end. */
	seen?: string[];
}

/** The node's memory; what is written into it is saved by n8n. */
export function memoryOf(context: IHookFunctions | IWebhookFunctions): Memory {
	return context.getWorkflowStaticData('node') as Memory;
}
