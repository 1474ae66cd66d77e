import { activation } from './activation';

export const deactivate = activation(
	'deactivate',
	{
		name: 'Deactivate',
		value: 'deactivate',
		action: 'Deactivate badge',
		description: 'Stop new customers from getting a badge, and modules from claiming it',
	},
	'The badge to switch off',
);
