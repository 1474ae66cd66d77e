import { createHash, timingSafeEqual } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { memoryOf } from './memory';

/** Capillary signs nothing; it sends the headers that a webhook was registered with. */
export const SECRET_HEADER = 'X-Webhook-Secret';

/** The secret that deliveries must bring, the registration's or the one typed in; empty for none. */
export function expectedSecret(context: IHookFunctions | IWebhookFunctions): string {
	const secret =
		context.getNodeParameter('registration') === 'byHand'
			? context.getNodeParameter('secret')
			: memoryOf(context).secret;
	return String(secret ?? '').trim();
}

/** Whether a delivery brings the secret. Takes the same time for any wrong one. */
export function bringsSecret(context: IWebhookFunctions): boolean {
	const expected = expectedSecret(context);
	const brought = context.getHeaderData()[SECRET_HEADER.toLowerCase()];
	return (
		expected !== '' &&
		typeof brought === 'string' &&
		timingSafeEqual(digest(brought), digest(expected))
	);
}

/** Digests are of equal length, which the comparison needs. */
function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
