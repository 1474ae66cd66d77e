import { badgeField, readBadge } from '../../descriptions/badge';
import { badgeCall } from '../badgeCall';
import type { Outline } from '../simplified';
import type { Stored } from '../stored';

const basics: Outline = {
	id: 'id',
	name: 'plain',
	description: 'plain',
	status: 'plain',
	active: 'active',
	earnType: 'plain',
	startOn: 'date',
	expiresOn: 'date',
};

/** A badge that is looked up, simplified: with how many customers were enrolled for it and got it. */
export const COUNTED_BADGE: Outline = { ...basics, issuedCount: 'plain', earnedCount: 'plain' };

/** A badge that is set up, whose simplified output tells its place among the others. */
export const BADGE: Stored = {
	is: 'badge',
	field: badgeField,
	read: readBadge,
	one: badgeCall,
	outline: { ...basics, badgeGroupId: 'id', badgeRank: 'plain' },
	confirmed: {
		name: 'name',
		description: 'description',
		active: 'active state',
		earnType: 'issue type',
		badgeGroupId: 'group',
		badgeRank: 'rank',
		startOnISO: 'start',
		expiresOnISO: 'end',
		earnedBadgeExpiry: 'expiry of earned badges',
		issuedBadgeExpiry: 'expiry of enrolments',
		ownership: 'list of owners',
		customerConstraints: 'list of limits per customer',
		badgeConstraints: 'list of limits',
		images: 'list of images',
		tags: 'list of tags',
		customFields: 'set of custom fields',
	},
};
