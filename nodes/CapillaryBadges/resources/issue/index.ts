import { resource } from '../resource';
import { revoke } from './revoke';

export const issue = resource(
	{
		name: 'Issue',
		value: 'issue',
		description: "A customer's enrolment for a badge, which has still to be earned",
	},
	[revoke],
);
