import { activation } from './activation';

/** PUT /badgeMeta/{badgeId}/deactivate; see activation. */
export const deactivate = activation(
	'deactivate',
	{
		name: 'Deactivate',
		value: 'deactivate',
		action: 'Deactivate badge for all customers',
		description: 'Make a badge unavailable to customers and modules',
	},
	'The badge to deactivate',
);
