import { BADGES_API, type Call } from './call';
import type { Subject } from '../errors/refusal';

/** The subject by the beginning of a path; the first that fits counts, and anything else is about a badge. */
const PATHS: Array<{ path: string; part?: string; method?: Call['method']; subject: Subject }> = [
	{ path: `${BADGES_API}/group`, subject: 'badgeGroup' },
	{ path: `${BADGES_API}/customField`, subject: 'customField' },
	{ path: `${BADGES_API}/management/`, part: '/badge/', subject: 'badgeOfCustomer' },
	{ path: `${BADGES_API}/management/`, subject: 'customer' },
	{ path: `${BADGES_API}/customer/`, method: 'GET', subject: 'customer' },
	{ path: `${BADGES_API}/customer/`, method: 'POST', subject: 'badgeOfCustomer' },
	{ path: '/v3/webHooks', subject: 'webhook' },
	{ path: '/v2/customers', subject: 'customer' },
	{ path: '/v1.1/customer', subject: 'customer' },
];

/** What a call asks for. */
export function subjectOf(call: Pick<Call, 'method' | 'path'>): Subject {
	const entry = PATHS.find(
		({ path, part = '', method = call.method }) =>
			call.path.startsWith(path) && call.path.includes(part) && call.method === method,
	);
	return entry?.subject ?? 'badge';
}
