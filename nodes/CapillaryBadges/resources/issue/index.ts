import { defineResource } from '../../engine/resource';
import { create } from './create';
import { getAll } from './getAll';
import { revoke } from './revoke';

/** Enrolments of customers for badges. */
export const issue = defineResource(
	{
		name: 'Issue (Enrolment)',
		value: 'issue',
		noun: 'enrolment',
		description: "A customer's enrolment for a badge that the customer has not earned yet",
	},
	[create, getAll, revoke],
);
