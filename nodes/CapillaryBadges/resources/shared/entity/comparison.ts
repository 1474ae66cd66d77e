import { isObject } from '../../../api/json';
import { asIsoDate } from '../../../api/dates';
import { activeIn, asText } from '../../../api/values';

type Fields = Record<string, unknown>;

/** How a response shows something that was asked for. */
type Shown = 'same' | 'other' | 'missing';

/**
 * How a field of a response compares with what was asked for. It is the same in every form that
 * Capillary's documents show: dates as ISO 8601 or as seconds, numbers as text, null for what is
 * empty or left out, entries of a list in any order and with more fields than were sent.
 *
 * @param name as it was sent, such as `startOnISO`
 */
export function compareField(name: string, asked: unknown, answered: Fields): Shown {
	if (name === 'active' || name === 'isActive') return compared(asked, activeIn(answered));
	if (name.endsWith('ISO')) {
		const plain = name.slice(0, -'ISO'.length);
		const date = asIsoDate(answered[name]) ?? asIsoDate(answered[plain]);
		// The ISO dates of responses leave out the fractions of a second.
		return compared(toSecond(asIsoDate(asked)), toSecond(date));
	}
	if (isObject(asked) && asked.type === 'WITH_BADGE_META' && endsWithBadge(answered, name)) {
		return 'same';
	}
	if (LIMITS.has(name)) return compared(withoutNoLimit(asked), withoutNoLimit(answered[name]));
	if (UNITS.has(name)) return compared(unitOf(asked), unitOf(answered[name]));
	return compared(asked, answered[name]);
}

function compared(asked: unknown, answered: unknown): Shown {
	if (isSame(asked, answered)) return 'same';
	return answered === undefined || answered === null ? 'missing' : 'other';
}

function isSame(asked: unknown, answered: unknown): boolean {
	if (isEmpty(asked)) return isEmpty(answered);
	if (Array.isArray(asked)) return Array.isArray(answered) && hasSameEntries(asked, answered);
	if (!isObject(asked)) return asWord(asked) === asWord(answered);
	const fields = isObject(answered) ? answered : {};
	if (asked.expiryType === 'NEVER' && isFarAway(fields)) return true;
	return Object.entries(asked).every(([name, value]) => showsField(name, value, fields));
}

/** A field within an object; one that is false may be left out. */
function showsField(name: string, asked: unknown, answered: Fields): boolean {
	if (asked === undefined || compareField(name, asked, answered) === 'same') return true;
	const [, other] =
		Object.entries(answered).find(([one]) => one.toLowerCase() === name.toLowerCase()) ?? [];
	return asked === false ? !other : isSame(asked, other);
}

/** Each entry that was asked for is there once, and no others are. */
function hasSameEntries(asked: unknown[], answered: unknown[]): boolean {
	const left = answered.filter((entry) => entry !== null);
	return (
		left.length === asked.length &&
		asked.every((entry) => {
			const at = left.findIndex((one) => isSame(entry, one));
			return at >= 0 && left.splice(at, 1).length === 1;
		})
	);
}

function isEmpty(value: unknown): boolean {
	return (Array.isArray(value) && value.length === 0) || (value ?? '') === '';
}

/** A word, a number or a switch as text; null for anything else. */
function asWord(value: unknown): string | null {
	return typeof value === 'boolean' ? String(value) : asText(value);
}

const LIMITS = new Set(['badgeConstraints', 'customerConstraints']);

/** Fields whose words the tables of the documents print in another way than their samples. */
const UNITS = new Set(['durationType', 'rollType', 'startDayOfTheWeek']);

const SAME_UNITS: Record<string, string> = {
	DAILY: 'DAYS',
	WEEKLY: 'WEEKS',
	MONTHLY: 'MONTHS',
	MONDAY: '1',
	TUESDAY: '2',
	WEDNESDAY: '3',
	THURSDAY: '4',
	FRIDAY: '5',
	SATURDAY: '6',
	SUNDAY: '7',
};

function unitOf(value: unknown): string | null {
	const word = asWord(value);
	return word && (SAME_UNITS[word] ?? word);
}

/** A list of limits, in which the entry for none says the same as no entry. */
function withoutNoLimit(limits: unknown): unknown {
	if (!Array.isArray(limits)) return limits;
	return limits.filter(
		(limit) => !isObject(limit) || !/_NO_LIMIT$/.test(asText(limit.constraintType) ?? ''),
	);
}

/** Some responses give what expires with the badge a fixed date, which is the end of the badge. */
function endsWithBadge(badge: Fields, name: string): boolean {
	const expiry = isObject(badge[name]) ? badge[name] : {};
	const end = endOf(badge);
	return expiry.type === 'FIXED_DATE' && end !== null && endOf(expiry) === end;
}

function endOf({ expiresOnISO, expiresOn }: Fields): string | null {
	return toSecond(asIsoDate(expiresOnISO) ?? asIsoDate(expiresOn));
}

/** What never expires is stored with a date in 100 years. */
function isFarAway(expiry: Fields): boolean {
	const date = endOf(expiry);
	return date !== null && Date.parse(date) > Date.now() + 50 * 365 * 24 * 60 * 60_000;
}

function toSecond(date: string | null): string | null {
	return date && date.replace(/\.\d+Z$/, 'Z');
}
