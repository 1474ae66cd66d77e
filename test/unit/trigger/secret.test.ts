import { timingSafeEqual } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { bringsSecret } from '../../../nodes/CapillaryBadgesTrigger/secret';

jest.mock('node:crypto', () => {
	const actual = jest.requireActual<typeof import('node:crypto')>('node:crypto');
	return { ...actual, timingSafeEqual: jest.fn(actual.timingSafeEqual) };
});

const secret = 'x'.repeat(64);

function delivery(brought: unknown, parameters: Record<string, unknown> = {}): IWebhookFunctions {
	const all: Record<string, unknown> = { registration: 'automatic', ...parameters };
	return {
		getNodeParameter: (name: string) => all[name],
		getNode: () => ({ name: 'Trigger' }),
		getWorkflowStaticData: () => ({ secret }),
		getHeaderData: () => ({ 'x-webhook-secret': brought }),
	} as unknown as IWebhookFunctions;
}

beforeEach(() => jest.mocked(timingSafeEqual).mockClear());

test.each([
	['the secret', secret, true],
	['one wrong letter at the beginning', `y${secret.slice(1)}`, false],
	['one wrong letter at the end', `${secret.slice(1)}y`, false],
	['a short one', 'x', false],
	['an empty one', '', false],
	['a long one', 'x'.repeat(100_000), false],
])('compares %s in constant time, whatever its length', async (_what, brought, expected) => {
	expect(await bringsSecret(delivery(brought))).toBe(expected);

	// `===` ends at the first letter that differs, and so tells how far a guess was right.
	expect(timingSafeEqual).toHaveBeenCalledTimes(1);
	const [one, other] = jest.mocked(timingSafeEqual).mock.calls[0];
	expect(one.byteLength).toBe(32);
	expect(other.byteLength).toBe(32);
});

test.each([undefined, [secret], 7])('refuses what is no text: %j', async (brought) => {
	expect(await bringsSecret(delivery(brought))).toBe(false);
});

test.each(['', '  ', undefined, null])('refuses everything without a secret: %j', async (empty) => {
	const byHand = { registration: 'byHand', secret: empty };
	expect(await bringsSecret(delivery('', byHand))).toBe(false);
	expect(await bringsSecret(delivery('undefined', byHand))).toBe(false);
});
