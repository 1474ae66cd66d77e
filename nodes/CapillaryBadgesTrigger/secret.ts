import { createHash, timingSafeEqual } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { memoryOf } from './memory';

/** Capillary signs nothing; it sends the headers that a webhook was registered with. */
export const SECRET_HEADER = 'X-Webhook-Secret';

/** The credential with the secret of a webhook that was added in Capillary by hand. */
export const SECRET_CREDENTIAL = 'capillaryWebhookApi';

const SHORTEST = 16;

/**
 * The secret that deliveries must bring; empty for none. By hand it is the credential's, or the one
 * that an earlier version of the node kept in its own field.
 */
export async function expectedSecret(context: IHookFunctions | IWebhookFunctions): Promise<string> {
	return String((await secretOf(context)) ?? '').trim();
}

async function secretOf(context: IHookFunctions | IWebhookFunctions): Promise<unknown> {
	if (context.getNodeParameter('registration') !== 'byHand') return memoryOf(context).secret;
	if (!context.getNode().credentials?.[SECRET_CREDENTIAL]) {
		return context.getNodeParameter('secret', '');
	}
	return (await context.getCredentials(SECRET_CREDENTIAL)).secret;
}

/** Why a secret cannot serve, with what to do, to complete the name of its field; nothing when it can. */
export function whySecretUnfit(secret: string): string | undefined {
	if (secret.length < SHORTEST) {
		return `is shorter than ${SHORTEST} characters. Make up a longer one in a credential of the type 'Capillary Webhook API', choose that in the node, and enter the same secret in Capillary`;
	}
	// Headers come with such letters in one of several encodings, and nothing says in which.
	if (!/^[\x20-\x7e]+$/.test(secret)) {
		return 'has letters that a header cannot hold, such as é. Make up one of plain letters, digits and signs, and enter the same in Capillary';
	}
	return undefined;
}

/** Whether a delivery brings the secret. Takes the same time for any wrong one. */
export async function bringsSecret(context: IWebhookFunctions): Promise<boolean> {
	const expected = await expectedSecret(context);
	const received = context.getHeaderData()[SECRET_HEADER.toLowerCase()];
	return (
		expected !== '' &&
		typeof received === 'string' &&
		timingSafeEqual(digest(received), digest(expected))
	);
}

/** Digests are of equal length, which the comparison needs. */
function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
