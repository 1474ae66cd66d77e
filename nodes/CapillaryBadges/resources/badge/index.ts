import { defineResource } from '../../engine/resource';
import { activate } from './activate';
import { create } from './create';
import { deactivate } from './deactivate';
import { get } from './get';
import { getAll } from './getAll';
import { getUsage } from './getUsage';
import { update } from './update';

/** Badges, as an organization sets them up. */
export const badge = defineResource(
	{
		name: 'Badge',
		value: 'badge',
		noun: 'badge',
		description: 'The badge itself, as set up in Capillary',
	},
	[activate, create, deactivate, get, getAll, getUsage, update],
);
