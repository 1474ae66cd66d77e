import type { IDataObject } from 'n8n-workflow';

import { asIsoDate } from '../dates';
import { asObject } from '../values';

type Fields = Record<string, unknown>;

/**
 * A badge as it was read, in the form in which Capillary takes it back: PUT /badgeMeta replaces the whole
 * badge (https://docs.capillarytech.com/reference/update-badges). Dates go back as ISO 8601 and not as
 * numbers, which are seconds though the documents say milliseconds.
 */
export function asSentBack(badge: unknown): IDataObject {
	const { isActive, ...read } = asObject(badge);
	return {
		...withIsoDates(read),
		active: read.active ?? isActive,
		...each(read, ['earnedBadgeExpiry', 'issuedBadgeExpiry'], expiryAsSentBack),
		...each(read, ['customerConstraints', 'badgeConstraints'], limitsAsSentBack),
	} as IDataObject;
}

/** A badge with what is to change in it. Custom fields that are not named stay, and so do claims. */
export function changed(badge: IDataObject, changes: IDataObject): IDataObject {
	return {
		...badge,
		...changes,
		ownership: { ...asObject(badge.ownership), ...asObject(changes.ownership) },
		customFields: { ...asObject(badge.customFields), ...asObject(changes.customFields) },
	} as IDataObject;
}

/** Dates of a badge that Capillary takes in ISO 8601, each under its name with ISO behind it. */
const DATES = ['startOn', 'expiresOn', 'createdOn', 'lastUpdatedOn'];

function withIsoDates(fields: Fields): Fields {
	const others = Object.entries(fields).filter(
		([name]) => !DATES.includes(name.replace(/ISO$/, '')),
	);
	const dates = DATES.map((name) => [`${name}ISO`, isoDate(fields[name], fields[`${name}ISO`])]);
	return Object.fromEntries([...others, ...dates.filter(([, date]) => date !== null)]) as Fields;
}

/**
 * The ISO date, made from the number where old answers give nothing else. It leaves out fractions of a
 * second; where the number has them they are put in, as the start of a live badge must stay what it is.
 */
function isoDate(number: unknown, iso: unknown): unknown {
	const exact = asIsoDate(number);
	const given = asIsoDate(iso);
	const isMoreExact = exact !== null && exact.slice(0, 19) === given?.slice(0, 19);
	return isMoreExact && exact !== given ? exact : (iso ?? exact);
}

function each(fields: Fields, names: string[], change: (value: unknown) => unknown): Fields {
	const given = names.filter((name) => fields[name] !== undefined && fields[name] !== null);
	return Object.fromEntries(given.map((name) => [name, change(fields[name])]));
}

/** An expiry; one that comes with the end of the badge has no date of its own. */
function expiryAsSentBack(expiry: unknown): unknown {
	const fields = withIsoDates(asObject(expiry));
	if (fields.type === 'WITH_BADGE_META') delete fields.expiresOnISO;
	return fields;
}

/** Limits, without the cycle that they are in just now; dates in ISO 8601 where Capillary gave them so. */
function limitsAsSentBack(limits: unknown): unknown {
	return (Array.isArray(limits) ? limits : []).map((limit) => {
		const fields = asObject(limit);
		const isSent = ([name, value]: [string, unknown]) =>
			name !== 'currentCycle' && value !== null && (fields[`${name}ISO`] ?? null) === null;
		return Object.fromEntries(Object.entries(fields).filter(isSent));
	});
}
