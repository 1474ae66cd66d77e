import { defineResource } from '../../engine/resource';
import { create } from './create';
import { getAll } from './getAll';
import { importEarned } from './import';
import { revoke } from './revoke';

/** Badges that customers got. */
export const earn = defineResource(
	{
		name: 'Earn (Earned Badge)',
		value: 'earn',
		noun: 'earned badge',
		description: "A badge that a customer got, which Capillary's screens call an issued badge",
	},
	[create, getAll, importEarned, revoke],
);
