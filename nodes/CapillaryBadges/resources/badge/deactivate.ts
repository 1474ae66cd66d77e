import { activation } from './activation';

/** PUT /badgeMeta/{badgeId}/deactivate; see activation. */
export const deactivate = activation(
	'deactivate',
	{
		name: 'Deactivate',
		value: 'deactivate',
		action: 'Deactivate badge for all customers',
		description: 'Stop new customers from getting a badge, and modules from claiming it',
	},
	'The badge to switch off',
);
