import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../engine/item';

const LABEL = 'Badge';
/** Badge, earned badge and enrolment IDs are 24 hexadecimal digits in all of Capillary's documents. */
const FORM = /^[0-9a-f]{24}$/i;

/** Field for one badge: picked by name from the list, or by its ID. */
export function badgeField(description: string): INodeProperties {
	return {
		displayName: LABEL,
		name: 'badge',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a badge…',
				typeOptions: { searchListMethod: 'searchBadges', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 653ddb33b3cda7078c7c68e9',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*[0-9a-fA-F]{24}\\s*$',
							errorMessage: 'A badge ID has 24 characters: digits and the letters a to f',
						},
					},
				],
			},
		],
	};
}

/** Whether a text has the form of a badge's ID. */
export function isBadgeId(text: string): boolean {
	return FORM.test(text);
}

/** The badge's ID, checked for its form. */
export function readBadge(item: Item): string {
	const badge = item.required('badge', LABEL);
	if (isBadgeId(badge)) return badge.toLowerCase();
	return item.refuse(
		LABEL,
		`holds '${badge}', which is not a badge ID`,
		'Pick the badge from the list, or enter its ID: 24 characters, digits and the letters a to f.',
	);
}
