import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { credentialTest } from '../nodes/CapillaryBadges/api/credentialTest';
import { CUSTOM_HOST, REGIONS } from '../nodes/CapillaryBadges/api/host';
import { PLACEHOLDER_TOKEN, authenticated, TEST_HEADER } from '../nodes/CapillaryBadges/api/auth';
import { forgetToken, signIn, signInTimeout } from '../nodes/CapillaryBadges/api/token';
import { checkReachable } from '../nodes/CapillaryBadges/api/tokenRequest';
import { passwordFormat } from '../nodes/CapillaryBadges/api/passwordFormat';

const forOAuth = { show: { authentication: ['oAuth'] } };
const forBasic = { show: { authentication: ['basic'] } };

/** Signs in to Capillary with an API client's key and secret (OAuth) or with a till's user name and password (Basic). */
export class CapillaryApi implements ICredentialType {
	name = 'capillaryApi';

	displayName = 'Capillary API';

	icon: Icon = { light: 'file:../icons/badge.svg', dark: 'file:../icons/badge.dark.svg' };

	documentationUrl = 'https://docs.capillarytech.com/reference/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'OAuth',
					value: 'oAuth',
					description: 'Key and secret of an API client. Recommended for new organizations.',
				},
				{
					name: 'Basic',
					value: 'basic',
					description: 'User name and password of a till. Not available to new organizations.',
				},
			],
			default: 'oAuth',
		},
		{
			displayName: 'Region',
			name: 'host',
			type: 'options',
			options: REGIONS,
			default: 'eu.api.capillarytech.com',
			description:
				'Where your Capillary account is hosted. If you are not sure, ask your Capillary administrator for the API host.',
		},
		{
			displayName: 'Custom Host',
			name: 'customHost',
			type: 'string',
			displayOptions: { show: { host: [CUSTOM_HOST] } },
			default: '',
			placeholder: 'e.g. https://eu.api.capillarytech.com',
			description: 'Full address of your Capillary API host',
			required: true,
		},
		{
			displayName: 'Client Key',
			name: 'clientKey',
			type: 'string',
			displayOptions: forOAuth,
			default: '',
			description:
				'The key of your API client, in Capillary under Profile > Organization Settings > API Client',
			required: true,
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: forOAuth,
			default: '',
			description: 'Shown once in Capillary, when the API client is created',
			required: true,
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{ displayName: 'Signed In As', name: 'signedInAs', type: 'hidden', default: '' },
		{ displayName: 'Signed In Until', name: 'signedInUntil', type: 'hidden', default: '' },
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			displayOptions: forBasic,
			default: '',
			description: 'The till code or user name that your Capillary contact gave you',
			required: true,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: forBasic,
			default: '',
			required: true,
		},
		passwordFormat,
		{
			displayName: 'Attribution Entity Type',
			name: 'attributionEntityType',
			type: 'options',
			displayOptions: forOAuth,
			options: [
				{ name: 'None', value: '' },
				{ name: 'Store Code', value: 'STORE_CODE' },
				{ name: 'Store External ID', value: 'STORE_EXTERNAL_ID' },
				{ name: 'Store External ID 1', value: 'STORE_EXTERNAL_ID_1' },
				{ name: 'Store External ID 2', value: 'STORE_EXTERNAL_ID_2' },
				{ name: 'Store Name', value: 'STORE_NAME' },
				{ name: 'Till', value: 'TILL' },
			],
			default: '',
			description:
				"Store or till that Capillary records the calls under. With None, the API client's default till is used.",
		},
		{
			displayName: 'Attribution Entity Code',
			name: 'attributionEntityCode',
			type: 'string',
			displayOptions: {
				show: { authentication: ['oAuth'] },
				hide: { attributionEntityType: [''] },
			},
			default: '',
			placeholder: 'e.g. store-42',
			description: 'Code, name or external ID of that store or till',
		},
	];

	/**
	 * n8n calls this before a call when no token is kept, and after a 401. Basic needs no token, so all
	 * it can find out early is a host that does not answer.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
	): Promise<{ accessToken: string; signedInAs: string; signedInUntil: number | string }> {
		if (credential.authentication === 'basic') {
			await checkReachable.call(this, credential, signInTimeout(credential));
			return { accessToken: PLACEHOLDER_TOKEN, signedInAs: '', signedInUntil: '' };
		}
		const fields = await signIn.call(this, credential);
		justSignedIn.add(credential);
		return fields;
	}

	/**
	 * A test signs in again, so that it checks key and secret, and so that no stored token that
	 * has died fails it: n8n would renew that after HTTP 401, but Capillary has other ways to say so.
	 */
	authenticate = async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const isTest = request.headers?.[TEST_HEADER] !== undefined;
		if (isTest && credential.authentication !== 'basic' && !justSignedIn.has(credential)) {
			forgetToken(credential);
			throw new TokenWanted();
		}
		return authenticated(credential, request);
	};

	test: ICredentialTestRequest = credentialTest;
}

/** The data of credentials that n8n has signed in with for the call under way. */
const justSignedIn = new WeakSet<ICredentialDataDecryptedObject>();

/** Makes n8n sign in, which it does after an error that looks like HTTP 401. */
class TokenWanted extends Error {
	readonly response = { status: 401 };
}
