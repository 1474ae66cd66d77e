import { objectIdPicker } from './objectId';

export { isObjectId as isBadgeId } from './objectId';

const badge = objectIdPicker({
	displayName: 'Badge',
	name: 'badge',
	what: 'badge',
	searchListMethod: 'searchBadges',
	example: '653ddb33b3cda7078c7c68e9',
});

/** Field for one badge: picked by name from the list, or by its ID. */
export const badgeField = badge.field;

/** The badge's ID, checked for its form. */
export const readBadge = badge.read;
