import { defineResource } from '../../engine/resource';
import { getBadge } from './getBadge';
import { getBadges } from './getBadges';
import { lookup } from './lookup';

/** Customers, and the badges they have. */
export const customer = defineResource(
	{
		name: 'Customer',
		value: 'customer',
		noun: 'customer',
		description: "A customer of the loyalty program and the customer's badge status",
	},
	[getBadge, getBadges, lookup],
);
