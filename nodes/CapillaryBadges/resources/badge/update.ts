import { BADGES_API } from '../../api/call';
import { withProperty } from '../../fields/field';
import { updateEntity } from '../shared/entity/update';
import { BADGE } from './badge';
import { badgeFields, expiryFields, furtherFields } from './fields/badge';
import { asSentBack, changed } from './sendBack';

const changeable = { ...badgeFields, ...furtherFields, ...expiryFields };

/** PUT /badgeMeta (https://docs.capillarytech.com/reference/update-badges). How customers get a badge cannot change. */
export const update = updateEntity(BADGE, {
	action: 'Update badge',
	description: 'Change some fields of a badge and keep the others',
	fields: {
		...changeable,
		badgeLimits: replacing('badgeLimits', 'limits'),
		customerLimits: replacing('customerLimits', 'limits'),
		customFields: withNote(
			'customFields',
			'Custom fields that are not named here stay as they are.',
		),
		images: replacing('images', 'images'),
		owners: replacing('owners', 'owners'),
		tags: replacing('tags', 'tags'),
	},
	asSentBack,
	changed,
	call: (_id, body) => ({ method: 'PUT', path: `${BADGES_API}/badgeMeta`, body }),
});

/** A list that takes the place of what the badge has now. */
function replacing(name: keyof typeof changeable, what: string) {
	return withNote(name, `They replace the ${what} that the badge has now.`);
}

function withNote(name: keyof typeof changeable, note: string) {
	const field = changeable[name];
	return withProperty(field, { description: `${field.properties[0].description}. ${note}` });
}
