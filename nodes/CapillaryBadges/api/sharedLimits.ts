import type { Account } from './account';
import { RateLimit } from './rateLimit';

/** Most accounts whose limits are remembered. */
const MOST_ACCOUNTS = 200;

/** What is known of the limits, by account; the one that was used last comes last. */
const limits = new Map<string, RateLimit>();

/** What this process knows of the limit of an account; all runs share it, also the next one. */
export function rateLimitOf({ address, data }: Account): RateLimit {
	const { authentication, clientKey, username } = data;
	const key = JSON.stringify([address, authentication === 'basic' ? username : clientKey]);
	const limit = limits.get(key) ?? new RateLimit();
	limits.delete(key);
	limits.set(key, limit);
	const [oldest] = limits.keys();
	if (limits.size > MOST_ACCOUNTS) limits.delete(oldest);
	return limit;
}
