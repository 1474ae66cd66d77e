import { resource } from '../resource';
import { unclaim } from './unclaim';

export const claim = resource(
	{
		name: 'Claim',
		value: 'claim',
		description: 'The tie between a badge and the program, campaign or promotion that uses it',
	},
	[unclaim],
);
