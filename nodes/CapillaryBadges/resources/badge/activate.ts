import { activation } from './activation';

/** PUT /badgeMeta/{badgeId}/activate; see activation. */
export const activate = activation(
	'activate',
	{
		name: 'Activate',
		value: 'activate',
		action: 'Activate badge for all customers',
		description: 'Let customers get a badge again, and modules claim it',
	},
	'The badge to switch on',
);
