import type { IDataObject } from 'n8n-workflow';

import { ExactNumber } from '../../api/json';
import { asIsoDate } from '../../api/dates';
import { asObject } from '../../api/values';

type Fields = Record<string, unknown>;

/** Dates of a badge that can be changed, each with a twin in ISO 8601 under its name with ISO behind it. */
const DATES = ['startOn', 'expiresOn'];
const EXPIRIES = ['earnedBadgeExpiry', 'issuedBadgeExpiry'];

/**
 * A badge as it was read, in the form in which Capillary takes it back: PUT /badgeMeta replaces the whole
 * badge (https://docs.capillarytech.com/reference/update-badges), so everything in it goes back as it
 * was. Of a date that is there twice the ISO one counts; the responses leave the fractions of a second
 * out of it, and the start of a live badge must stay what it is, so they are put back in.
 */
export function asSentBack(badge: unknown): IDataObject {
	const read = asObject(badge);
	const dates = DATES.map((name) => [`${name}ISO`, isoDate(read[name], read[`${name}ISO`])]);
	return {
		...read,
		...Object.fromEntries(dates.filter(([, date]) => date !== null)),
		...(read.active === undefined ? { active: read.isActive } : {}),
	} as IDataObject;
}

/** A badge with its changes. Custom fields that are not named stay, and so do claims. */
export function changed(badge: IDataObject, changes: IDataObject): IDataObject {
	const { active, ownership, customFields } = changes;
	return {
		...withoutFormerDates(badge, changes),
		...changes,
		...(active !== undefined && 'isActive' in badge ? { isActive: active } : {}),
		...(ownership ? { ownership: { ...asObject(badge.ownership), ...asObject(ownership) } } : {}),
		...(customFields
			? { customFields: { ...asObject(badge.customFields), ...asObject(customFields) } }
			: {}),
	} as IDataObject;
}

/** The badge without the numbers beside the ISO dates that change, and without what follows from its end. */
function withoutFormerDates(badge: IDataObject, changes: IDataObject): Fields {
	const former = DATES.filter((name) => `${name}ISO` in changes);
	const fields = omit(badge, former);
	if (!former.includes('expiresOn')) return fields;
	const dependent = EXPIRIES.filter((name) => asObject(fields[name]).type === 'WITH_BADGE_META');
	return {
		...fields,
		...Object.fromEntries(
			dependent.map((name) => [name, omit(asObject(fields[name]), ['expiresOn', 'expiresOnISO'])]),
		),
	};
}

function isoDate(number: unknown, iso: unknown): unknown {
	const exact = asIsoDate(number instanceof ExactNumber ? Number(number.digits) : number);
	if (typeof iso !== 'string') return exact;
	const given = asIsoDate(iso);
	const isMoreExact = exact !== given && exact?.slice(0, 19) === given?.slice(0, 19);
	return isMoreExact ? withFraction(iso, exact!.slice(19, 23)) : iso;
}

/** An ISO date with a fraction behind its seconds, in its own time zone. */
function withFraction(iso: string, fraction: string): string {
	const seconds = 'YYYY-MM-DDTHH:MM:SS'.length;
	return iso[seconds] === '.' ? iso : `${iso.slice(0, seconds)}${fraction}${iso.slice(seconds)}`;
}

function omit(fields: Fields, names: string[]): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
