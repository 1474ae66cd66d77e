// Reads a badge from the body of a request.
import {
	constraintTypes,
	type BadgeSetup,
	type Constraint,
	type Expiry,
	type EarnType,
	earnTypes,
} from '../data/model';
import { unreadable } from '../http/refusal';
import { UNITS } from '../data/times';
import { booleanOf, listOf, objectOf, oneOf, textOf, timeOf, wholeOf } from './reading';

/** The fields that a request sets; the checks find what is missing. */
export type BadgeForm = Partial<BadgeSetup>;

type Json = Record<string, unknown>;

const IMAGE_TAGS = ['EARNED', 'UN_EARNED', 'IN_PROGRESS'];
const DURATIONS = Object.keys(UNITS) as Array<keyof typeof UNITS>;

/** The fields of a limit that are kept; fields of responses are ignored. */
const LIMIT_FIELDS = [
	'maxEarnLimit',
	'referenceId',
	'durationType',
	'refreshRate',
	'startDayOfTheWeek',
	'rollType',
	'rollValue',
	'maxEarnForDays',
	'rollForDays',
	'maxEarnForWeeks',
	'rollForWeeks',
	'maxEarnForMonths',
	'rollForMonths',
];

/**
 * Reads the body of a request to create or update a badge
 * (https://docs.capillarytech.com/reference/create-badges-org). Fields that the server sets, such as
 * claims, are ignored.
 *
 * @throws Refusal (400) when a field has the wrong type or a value that is not allowed
 */
export function badgeFormOf(body: unknown): BadgeForm {
	const fields = objectOf(body);
	const flag = fields.active ?? fields.isActive;
	return {
		name: textOf(fields.name),
		description: textOf(fields.description) ?? null,
		startOn: timeOf(fields, 'startOn'),
		expiresOn: timeOf(fields, 'expiresOn'),
		earnType: given(fields.earnType, (value) => oneOf<EarnType>(value, 'earnType', earnTypes)),
		earnedBadgeExpiry: given(fields.earnedBadgeExpiry, expiryOf),
		issuedBadgeExpiry: given(fields.issuedBadgeExpiry, expiryOf) ?? null,
		restrictedToOwners: given(fields.ownership, ownersOf),
		customerConstraints: listOf(fields.customerConstraints).map(limitOf),
		badgeConstraints: listOf(fields.badgeConstraints).map(limitOf),
		images: listOf(fields.images).map(imageOf),
		tags: listOf(fields.tags),
		customFields: textsOf(fields.customFields ?? {}),
		badgeGroupId: textOf(fields.badgeGroupId) ?? null,
		badgeRank: given(fields.badgeRank, (value) => wholeOf(value, 'badgeRank')) ?? null,
		active: given(flag, (value) => booleanOf(value, 'active')),
	};
}

function given<Value>(value: unknown, read: (value: unknown) => Value): Value | undefined {
	return value === undefined || value === null ? undefined : read(value);
}

/** The forms of an expiry; a fixed date is in epoch seconds or ISO 8601. */
const EXPIRIES: Record<Expiry['expiryType'], (fields: Json) => Expiry> = {
	NEVER: () => ({ expiryType: 'NEVER' }),
	RELATIVE: (fields) => ({
		expiryType: 'RELATIVE',
		relativeExpirytype: oneOf(fields.relativeExpirytype, 'relativeExpirytype', DURATIONS),
		value: wholeOf(fields.value, 'value'),
	}),
	ABSOLUTE: (fields) => {
		const type = oneOf(fields.type, 'type', ['WITH_BADGE_META', 'FIXED_DATE'] as const);
		if (type === 'WITH_BADGE_META') {
			return { expiryType: 'ABSOLUTE', type, expireWithBadgeMeta: true, expiresOn: null };
		}
		const expiresOn = timeOf(fields, 'expiresOn');
		if (expiresOn === undefined) throw unreadable("'expiresOn' is mandatory with FIXED_DATE");
		return {
			expiryType: 'ABSOLUTE',
			type,
			expireWithBadgeMeta: false,
			expiresOn: expiresOn / 1000,
		};
	},
};

function expiryOf(value: unknown): Expiry {
	const fields = objectOf(value);
	const types = Object.keys(EXPIRIES) as Array<Expiry['expiryType']>;
	return EXPIRIES[oneOf(fields.expiryType, 'expiryType', types)](fields);
}

function ownersOf(value: unknown): string[] {
	return listOf(objectOf(value).restrictedToOwners).map(String);
}

function limitOf(value: unknown): Constraint {
	const fields = objectOf(value);
	const constraintType = oneOf(fields.constraintType, 'constraintType', constraintTypes);
	given(fields.durationType, (duration) => oneOf(duration, 'durationType', DURATIONS));
	given(fields.rollType, (unit) => oneOf(unit, 'rollType', DURATIONS));
	const kept = LIMIT_FIELDS.filter((name) => fields[name] !== undefined && fields[name] !== null);
	return { constraintType, ...Object.fromEntries(kept.map((name) => [name, fields[name]])) };
}

function imageOf(value: unknown): unknown {
	const image = objectOf(value);
	given(image.tag, (tag) => oneOf(tag, 'tag', IMAGE_TAGS));
	return image;
}

function textsOf(value: unknown): Record<string, string> {
	const entries = Object.entries(objectOf(value)).filter(([, one]) => one !== null);
	return Object.fromEntries(entries.map(([name, one]) => [name, String(one)]));
}
