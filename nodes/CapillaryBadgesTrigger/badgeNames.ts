import type { IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { openAccount } from '../CapillaryBadges/api/account';
import { BADGES_API } from '../CapillaryBadges/api/call';
import { Client } from '../CapillaryBadges/api/client';
import type { Policy } from '../CapillaryBadges/api/policy';
import { asObject, asText } from '../CapillaryBadges/api/values';

/** The limits are short, because Capillary waits for the response to its event. */
const POLICY: Policy = { timeout: 5000, maxRetries: 0, callsPerMinute: 0, longestWait: 0 };
/** The longest time that an event waits for the name, in milliseconds. */
const LONGEST_WAIT = 500;
/** How long a name is kept, and how long it is not asked for again after a failure, in milliseconds. */
const KEPT = 24 * 60 * 60_000;
const KEPT_FAILURE = 60_000;
/** Names that are kept. */
const MOST_NAMES = 1000;

const names = new Map<string, { until: number; name: Promise<string | null> }>();

/**
 * The name of a badge; null when it cannot be had in time. It is asked for once in this process, and an event
 * never fails for it: GET /badgeMeta/{badgeId} (https://docs.capillarytech.com/reference/get-badge-by-id).
 */
export async function badgeName(
	context: IWebhookFunctions,
	badgeId: unknown,
): Promise<string | null> {
	const id = asText(badgeId);
	if (id === null) return null;
	const key = `${context.getWorkflow().id} ${context.getNode().name} ${id}`;
	const known = names.get(key);
	const name = known && known.until > Date.now() ? known.name : ask(context, key, id);
	return await Promise.race([name, sleep(LONGEST_WAIT).then(() => null)]);
}

async function ask(context: IWebhookFunctions, key: string, id: string): Promise<string | null> {
	const name = nameOf(context, id).catch(() => null);
	const entry = { until: Date.now() + KEPT, name };
	names.delete(key);
	names.set(key, entry);
	const [oldest] = names.keys();
	if (names.size > MOST_NAMES) names.delete(oldest);
	const found = await name;
	if (found === null) entry.until = Date.now() + KEPT_FAILURE;
	return found;
}

/** @throws n8n's own error without a credential, UnusableHost */
async function nameOf(context: IWebhookFunctions, id: string): Promise<string | null> {
	const client = new Client(context, await openAccount(context), POLICY);
	const path = `${BADGES_API}/badgeMeta/${encodeURIComponent(id)}`;
	const sent = await client.send({ method: 'GET', path });
	return sent.status === 'succeeded' ? asText(asObject(sent.response.data).name) : null;
}
