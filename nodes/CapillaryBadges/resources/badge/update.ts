import { BADGE_DETAILS } from '../../fields/badgeDetails';
import type { Detail } from '../../fields/detail';
import { BADGES_API } from '../../api/call';
import { updateEntity } from '../shared/entity/update';
import { BADGE } from './badge';
import { asSentBack, changed } from './sendBack';

/** What can change; how customers get a badge cannot. */
const {
	active,
	badgeGroup,
	badgeLimits,
	badgeRank,
	customFields,
	customerLimits,
	description,
	earnedBadgeExpiry,
	expiresOn,
	images,
	issuedBadgeExpiry,
	name,
	owners,
	startOn,
	tags,
} = BADGE_DETAILS;

/** PUT /badgeMeta (https://docs.capillarytech.com/reference/update-badges). */
export const update = updateEntity(BADGE, {
	action: 'Update badge',
	description: 'Change some fields of a badge and leave the others as they are',
	details: [
		active,
		badgeGroup,
		badgeRank,
		withNote(customFields, 'Custom fields that are not named here stay as they are.'),
		description,
		earnedBadgeExpiry,
		expiresOn,
		issuedBadgeExpiry,
		name,
		startOn,
		withNote(badgeLimits, 'They replace the limits that the badge has now.'),
		withNote(customerLimits, 'They replace the limits that the badge has now.'),
		withNote(images, 'They replace the images that the badge has now.'),
		withNote(owners, 'They replace the owners that the badge has now.'),
		withNote(tags, 'They replace the tags that the badge has now.'),
	],
	asSentBack,
	changed,
	call: (_id, body) => ({ method: 'PUT', path: `${BADGES_API}/badgeMeta`, body }),
});

/** A list with a sentence on what happens to the entries that the badge has now. */
function withNote({ field, read }: Detail, note: string): Detail {
	return { field: { ...field, description: `${field.description}. ${note}` }, read };
}
