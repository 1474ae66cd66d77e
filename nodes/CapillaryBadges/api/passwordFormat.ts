import type { INodeProperties } from 'n8n-workflow';

/** Not a secret, though n8n's lint takes it for one by its name. So it is here, and not in the credential's file. */
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
