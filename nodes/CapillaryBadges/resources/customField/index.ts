import { defineResource } from '../../engine/resource';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

/** Fields that an organization adds to its badges. */
export const customField = defineResource(
	{
		name: 'Custom Field',
		value: 'customField',
		noun: 'custom field',
		description: 'A field that your organization has added to its badges',
	},
	[create, get, getAll, update],
);
