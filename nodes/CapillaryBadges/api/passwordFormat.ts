import type { INodeProperties } from 'n8n-workflow';

/** A choice, not a secret: it stands here because n8n's lint takes a field of the credential for one by its name. */
export const passwordFormat: INodeProperties = {
	displayName: 'Password Format',
	name: 'passwordFormat',
	type: 'options',
	displayOptions: { show: { authentication: ['basic'] } },
	options: [
		{
			name: 'Plain',
			value: 'plain',
			description: 'The password as you type it. The node makes the MD5 that Capillary needs.',
		},
		{
			name: 'MD5',
			value: 'md5',
			description: 'You enter the 32 characters of the MD5',
		},
	],
	default: 'plain',
};
