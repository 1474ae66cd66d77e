import { timingSafeEqual } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { bringsSecret } from '../../../nodes/CapillaryBadgesTrigger/secret';

jest.mock('node:crypto', () => {
	const actual = jest.requireActual<typeof import('node:crypto')>('node:crypto');
	return { ...actual, timingSafeEqual: jest.fn(actual.timingSafeEqual) };
});

const secret = 'x'.repeat(64);

function delivery(sent: unknown, parameters: Record<string, unknown> = {}): IWebhookFunctions {
	const all: Record<string, unknown> = { registration: 'automatic', ...parameters };
	return {
		getNodeParameter: (name: string) => all[name],
		getNode: () => ({ name: 'Trigger' }),
		getWorkflowStaticData: () => ({ secret }),
		getHeaderData: () => ({ 'x-webhook-secret': sent }),
	} as unknown as IWebhookFunctions;
}

beforeEach(() => jest.mocked(timingSafeEqual).mockClear());

test.each([
	['the secret', secret, true],
	['one wrong letter at the beginning', `y${secret.slice(1)}`, false],
	['one wrong letter at the end', `${secret.slice(1)}y`, false],
	['a short secret', 'x', false],
	['an empty secret', '', false],
	['a long secret', 'x'.repeat(100_000), false],
])('compares %s in constant time, whatever its length', async (_what, sent, expected) => {
	expect(await bringsSecret(delivery(sent))).toBe(expected);

	// `===` ends at the first letter that differs, so its time tells how much of a guess is right.
	expect(timingSafeEqual).toHaveBeenCalledTimes(1);
	const [one, other] = jest.mocked(timingSafeEqual).mock.calls[0];
	expect(one.byteLength).toBe(32);
	expect(other.byteLength).toBe(32);
});

test.each([undefined, [secret], 7])('refuses a secret that is not text: %j', async (sent) => {
	expect(await bringsSecret(delivery(sent))).toBe(false);
});

test.each(['', '  ', undefined, null])(
	'refuses every secret when none is set: %j',
	async (empty) => {
		const byHand = { registration: 'byHand', secret: empty };
		expect(await bringsSecret(delivery('', byHand))).toBe(false);
		expect(await bringsSecret(delivery('undefined', byHand))).toBe(false);
	},
);
