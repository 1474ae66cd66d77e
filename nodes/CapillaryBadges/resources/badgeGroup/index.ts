import { defineResource } from '../../engine/resource';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

/** Groups that badges are put into. */
export const badgeGroup = defineResource(
	{
		name: 'Badge Group',
		value: 'badgeGroup',
		noun: 'badge group',
		description: 'A group that badges are put into, with a rank among the groups',
	},
	[create, get, getAll, update],
);
