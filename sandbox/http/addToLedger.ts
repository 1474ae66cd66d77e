// Adds an incoming call to the ledger.
import type { FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';

import type { Clock } from '../data/clock';
import type { Ledger, LedgerCall } from '../data/ledger';
import type { Endpoint } from '../endpoints/endpoint';
import { withoutHeaderValues } from '../endpoints/webHooks';
import { unpublishedIn } from '../published/unpublished';
import { authenticationOf } from './authentication';
import { readJson } from './json';

/** The headers that the ledger keeps: none of them is secret. */
const LEDGER_HEADERS = [
	'accept',
	'content-type',
	'user-agent',
	'x-cap-api-attribution-entity-code',
	'x-cap-api-attribution-entity-type',
	'x-cap-customer-identifier',
];

/** Opens the entry of a call. */
export function addToLedger(
	{ ledger, clock }: { ledger: Ledger; clock: Clock },
	endpoint: Endpoint | undefined,
	{ method, url, query: parsedQuery, headers, body }: FastifyRequest,
): LedgerCall {
	const identifier = headers['x-cap-customer-identifier'];
	const [path] = url.split('?');
	const query = { ...(parsedQuery as Record<string, unknown>) };
	const text = typeof body === 'string' ? body : '';
	ledger.noteUnpublished(unpublishedIn({ method, path, query, headers, body: text }));
	const kept = LEDGER_HEADERS.filter((name) => name in headers);
	return ledger.open({
		requestId: randomBytes(16).toString('hex'),
		method,
		path,
		query,
		...(endpoint && endpoint.needs !== 'nobody' ? { body: withoutHeaderValues(parsed(text)) } : {}),
		authentication: authenticationOf(headers),
		...(identifier === undefined ? {} : { customerIdentifier: String(identifier) }),
		headers: Object.fromEntries(kept.map((name) => [name, String(headers[name])])),
		startedAt: clock.now(),
	});
}

/** The body for the ledger; undefined when it is not JSON. */
function parsed(text: string): unknown {
	try {
		return readJson(text);
	} catch {
		return undefined;
	}
}
