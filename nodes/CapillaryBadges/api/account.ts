import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Refusal } from '../errors/refusal';
import { credentialToken } from './auth';
import type { Reply } from './call';
import { addressOf } from './host';

/** What can make a call: a running node, a list in the editor, or a trigger that starts, ends or gets an event. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** The credential of one run. Its calls share it, so a token that one of them renews serves them all. */
export interface Account {
	data: ICredentialDataDecryptedObject;
	/** Address of the API host, without a trailing slash. */
	address: string;
	/** The call in flight that signs in. It resolves to its reply if it brought no token. */
	signIn?: Promise<Reply | undefined>;
	/** Until when Capillary asked not to request a token (epoch milliseconds), and the refusal that said so. */
	busy?: { until: number; refusal: Refusal };
	/** Set with the first response. */
	isReached?: boolean;
	/**
	 * Set when it belongs to some of the items only. n8n must not request its token then: together with the
	 * token, versions up to 2.0 save the results of the credential's expressions in place of the expressions.
	 */
	isOfItem?: boolean;
	/** Set when Capillary refused a token as soon as it was given, so that no other is worth asking for. */
	isRefused?: boolean;
}

/** Name of the credential type. */
export const CREDENTIAL = 'capillaryApi';

/**
 * The node's credential.
 *
 * @throws UnusableHost when its host cannot be used; n8n's own error when no credential is chosen
 */
export async function openAccount(caller: Caller): Promise<Account> {
	return accountOf(await readCredential(caller, 0));
}

/** The node's credential as it is for an item: its fields can hold expressions. */
export async function readCredential(
	caller: Caller,
	item: number,
): Promise<ICredentialDataDecryptedObject> {
	return await caller.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL, item);
}

/** @throws UnusableHost when the host of the credential cannot be used */
export function accountOf(data: ICredentialDataDecryptedObject): Account {
	return { data: { ...data, accessToken: credentialToken(data) }, address: addressOf(data) };
}
