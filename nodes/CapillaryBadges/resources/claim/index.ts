import { defineResource } from '../../engine/resource';
import { create } from './create';
import { getAll } from './getAll';
import { unclaim } from './unclaim';

/** Claims: a module's right to give a badge. */
export const claim = defineResource(
	{
		name: 'Claim',
		value: 'claim',
		noun: 'claim',
		description: 'The link between a badge and the program, campaign or promotion that uses it',
	},
	[create, getAll, unclaim],
);
