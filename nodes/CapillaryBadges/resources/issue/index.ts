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
		description: "A customer's enrolment for a badge, which has still to be earned",
	},
	[create, getAll, revoke],
);
