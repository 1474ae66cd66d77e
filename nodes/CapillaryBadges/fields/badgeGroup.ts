import { objectIdPicker } from './objectId';

/** Field for one badge group: picked by name from the list, or by its ID. */
export const badgeGroupPicker = objectIdPicker({
	displayName: 'Badge Group',
	name: 'badgeGroup',
	what: 'badge group',
	searchListMethod: 'searchGroups',
	example: '69708faa0772ad476ecf8511',
});
