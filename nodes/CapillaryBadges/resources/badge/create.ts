import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { BADGE_DETAILS } from '../../fields/badgeDetails';
import {
	readAddedDetails,
	readDetails,
	requiredField,
	sortedFields,
	type Detail,
} from '../../fields/detail';
import { EARN_TYPES } from '../../fields/earnType';
import {
	EARNED_BADGE_EXPIRY,
	expiryFields,
	ISSUED_BADGE_EXPIRY,
	readExpiry,
} from '../../fields/expiry';
import { optionsField } from '../../fields/options';
import { readSimplify, simplifyField } from '../../fields/simplify';
import type { Item } from '../../fields/item';
import type { Operation } from '../../engine/operation';
import { PAGE_SIZE } from '../../engine/pages';
import { BADGES_API } from '../../api/call';
import { sanitizeName } from '../../errors/untrustedText';
import { findCreated, type Listing } from '../shared/entity/findCreated';

import { settleEntity } from '../shared/entity/entity';
import { BADGE } from './badge';

interface Row {
	badge: IDataObject;
	isHistorical: boolean;
	simplify: boolean;
}

const { active, name, owners, startOn, expiresOn, earnedBadgeExpiry, issuedBadgeExpiry } =
	BADGE_DETAILS;
const NEEDED: Detail[] = [name, startOn, expiresOn, owners];
/** Those that stand in the form by themselves, the expiries with fields of their own. */
const IN_FORM: Detail[] = [...NEEDED, active, earnedBadgeExpiry, issuedBadgeExpiry];
/** What can be left out. */
const ADDITIONAL = Object.values<Detail>(BADGE_DETAILS).filter((one) => !IN_FORM.includes(one));

/** Asked for by a header, which lets a badge start in the past. */
const historical = {
	field: {
		displayName: 'Historical Badge',
		name: 'historical',
		type: 'boolean',
		default: true,
		description: 'Whether the badge comes from another system and may have started in the past',
	},
	read: (item: Item) => ({ historical: item.yesOrNo('historical', 'Historical Badge') }),
} satisfies Detail;

/** How a badge is looked for by its name. */
const LISTING: Listing = {
	page: (name, page) => ({
		method: 'GET',
		path: `${BADGES_API}/badgeMeta`,
		query: { name, page, size: PAGE_SIZE, limit: PAGE_SIZE },
	}),
	list: 'metaBasicDetails',
	nameTaken: 725,
};

/** POST /badgeMeta (https://docs.capillarytech.com/reference/create-badges-org). */
export const create: Operation<Row> = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create badge',
		description: 'Set up a new badge',
	},
	fields: [
		...NEEDED.map(requiredField),
		{
			displayName: 'Badge Issue Type',
			name: 'earnType',
			type: 'options',
			options: EARN_TYPES,
			default: 'EARN',
			description: 'How customers get the badge; it cannot be changed later',
		},
		...expiryFields(EARNED_BADGE_EXPIRY),
		...expiryFields(ISSUED_BADGE_EXPIRY).map(forEnrolments),
		active.field,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: sortedFields([...ADDITIONAL, historical]),
		},
		simplifyField,
		optionsField(),
	],
	row(item) {
		const additional = item.collection('additionalFields', 'Additional Fields');
		const badge = {
			...readDetails(item, [...NEEDED, active]),
			...readEarning(item),
			...readAddedDetails(additional, ADDITIONAL),
		};
		refuseEndBeforeStart(item, badge);
		const isHistorical = readAddedDetails(additional, [historical]).historical === true;
		return { badge, isHistorical, simplify: readSimplify(item) };
	},
	task: ({ badge }) => `create the badge '${sanitizeName(String(badge.name))}'`,
	call: ([{ badge, isHistorical }]) => ({
		method: 'POST',
		path: `${BADGES_API}/badgeMeta`,
		...(isHistorical ? { headers: { 'X-CAP-BADGES-MIGRATION': 'migration' } } : {}),
		body: badge,
	}),
	settle: ({ badge, simplify }, answer) => settleEntity(BADGE, badge, simplify, answer),
	lookInto: findCreated(BADGE, LISTING, ({ badge }) => badge),
};

/** A field that only badges have which customers are enrolled for. */
function forEnrolments(field: INodeProperties): INodeProperties {
	const show = { ...field.displayOptions?.show, earnType: ['ISSUE_EARN'] };
	return { ...field, displayOptions: { show } };
}

/** How customers get the badge, and when they lose it again. */
function readEarning(item: Item): IDataObject {
	const earnType = item.choice('earnType', 'Badge Issue Type', EARN_TYPES);
	return {
		earnType,
		earnedBadgeExpiry: readExpiry(item, EARNED_BADGE_EXPIRY),
		...(earnType === 'ISSUE_EARN'
			? { issuedBadgeExpiry: readExpiry(item, ISSUED_BADGE_EXPIRY) }
			: {}),
	};
}

function refuseEndBeforeStart(item: Item, { startOnISO, expiresOnISO }: IDataObject): void {
	if (Date.parse(String(expiresOnISO)) > Date.parse(String(startOnISO))) return;
	item.refuse('Ends', 'is not after the start of the badge', 'Correct one of the two dates.');
}
