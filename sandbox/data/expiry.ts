// When enrolments and earned badges end.
import type { Badge, Expiry } from './model';
import { DAY, UNITS } from './times';

const HUNDRED_YEARS = 36_525 * DAY;

/** When an enrolment or earned badge with an event at `from` ends, in epoch milliseconds. */
export function endOf(expiry: Expiry | null, badge: Badge, from: number): number {
	if (expiry === null || expiry.expiryType === 'NEVER') return from + HUNDRED_YEARS;
	if (expiry.expiryType === 'RELATIVE')
		return from + expiry.value * UNITS[expiry.relativeExpirytype];
	return expiry.type === 'FIXED_DATE' ? expiry.expiresOn * 1000 : badge.expiresOn;
}
