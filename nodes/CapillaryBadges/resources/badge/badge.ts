import { badgeField } from '../../fields/badge';
import { badgeCall } from '../shared/badge';
import type { Outline } from '../shared/simplify';
import type { Entity } from '../shared/entity/entity';

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

/** A badge that is set up, whose simplified output has its rank among the others. */
export const BADGE: Entity = {
	is: 'badge',
	field: badgeField,
	get: badgeCall,
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
