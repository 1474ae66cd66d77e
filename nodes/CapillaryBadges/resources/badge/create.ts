import { BADGES_API } from '../../api/call';
import { booleanField } from '../../fields/boolean';
import { collectionField } from '../../fields/collection';
import { map, withProperty } from '../../fields/field';
import { variantField } from '../../fields/variant';
import { createEntity } from '../shared/entity/create';
import { merged } from '../shared/entity/fields';
import { BADGE } from './badge';
import { badgeFields, defaultTillId, furtherFields } from './fields/badge';
import { EARN_TYPES } from './fields/earnType';
import { EARNED_BADGE_EXPIRY, expiryField, ISSUED_BADGE_EXPIRY } from './fields/expiry';

const { name, startOn, expiresOn, owners, active } = badgeFields;
const required = { required: true };

const earnType = variantField(
	{
		displayName: 'Badge Issue Type',
		name: 'earnType',
		type: 'options',
		options: EARN_TYPES,
		default: 'EARN',
		description: 'How customers get the badge; it cannot be changed later',
	},
	{ EARN: {}, ISSUE_EARN: { issuedBadgeExpiry: expiryField(ISSUED_BADGE_EXPIRY) } },
);

const additionalFields = collectionField(
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
	},
	{
		...furtherFields,
		defaultTillId,
		// Sent as a header, which lets a badge start in the past.
		historical: booleanField({
			displayName: 'Historical Badge',
			name: 'historical',
			type: 'boolean',
			default: true,
			description: 'Whether the badge comes from another system and may have started in the past',
		}),
	},
);

/** POST /badgeMeta (https://docs.capillarytech.com/reference/create-badges-org). */
export const create = createEntity(BADGE, {
	action: 'Create badge',
	description: 'Set up a new badge',
	path: `${BADGES_API}/badgeMeta`,
	fields: {
		name: withProperty(name, required),
		startOn: withProperty(startOn, required),
		expiresOn: withProperty(expiresOn, required),
		owners: withProperty(owners, required),
		earnType: map(earnType, ({ kind, ...expiry }) => ({ earnType: kind, ...expiry })),
		earnedBadgeExpiry: map(expiryField(EARNED_BADGE_EXPIRY), (expiry) => ({
			earnedBadgeExpiry: expiry,
		})),
		active,
		additional: map(additionalFields, ({ historical, ...parts }) => ({
			body: merged(parts),
			isHistorical: historical === true,
		})),
	},
	body: ({ additional, ...parts }) => ({ ...merged(parts), ...additional.body }),
	headers: ({ additional }) =>
		additional.isHistorical ? { 'X-CAP-BADGES-MIGRATION': 'migration' } : undefined,
	validate({ startOn: { startOnISO }, expiresOn: { expiresOnISO } }, refuse) {
		if (Date.parse(expiresOnISO) > Date.parse(startOnISO)) return;
		refuse('expiresOn', 'is not after the start of the badge', 'Correct one of the two dates.');
	},
	sameName: {
		page: (badgeName, page, size) => ({
			method: 'GET',
			path: `${BADGES_API}/badgeMeta`,
			query: { name: badgeName, page, size, limit: size },
		}),
		list: 'metaBasicDetails',
		nameTaken: 725,
	},
});
