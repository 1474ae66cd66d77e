import { activation } from './activation';

/** PUT /badgeMeta/{badgeId}/activate; see activation. */
export const activate = activation(
	'activate',
	{
		name: 'Activate',
		value: 'activate',
		action: 'Activate badge for all customers',
		description: 'Make a badge available to customers and modules again',
	},
	'The badge to activate',
);
