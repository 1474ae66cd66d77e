import { networkError } from '../errors/networkErrors';
import { signInRefusal } from '../errors/signInError';
import type { Account } from './account';
import type { Reply } from './call';

/**
 * The refusal in what is thrown when there is no response: by the exchange, or by n8n's helper, an error
 * whose cause is the HTTP client's or the sign-in's. n8n before 2.34 loses the cause; every version keeps its
 * `httpCode`, or its `code` as such.
 *
 * @param hadToken whether the call itself was sent; without a token, n8n was still asking for one
 */
export function readThrown(error: unknown, account: Account, hadToken: boolean): Reply {
	const thrown = error as {
		code?: string;
		httpCode?: string | null;
		cause?: { code?: string; message?: string };
		message: string;
		/** The messages before n8n replaced them. */
		messages?: string[];
	};
	const signIn = signInRefusal(thrown.httpCode ?? '', thrown.message);
	if (signIn) return { status: 'failed', refusal: signIn };
	const code = thrown.code ?? thrown.cause?.code ?? thrown.httpCode ?? '';
	const said = [thrown.message, ...(thrown.messages ?? []), thrown.cause?.message].join(' ');
	const { words, neverSent, lasting, isProxy, timedOut } = networkError(
		code,
		said,
		account.address,
	);
	if (!neverSent && hadToken) {
		const message = `no answer from ${account.address}: ${words}`;
		return {
			status: 'failed',
			refusal: { cause: 'unanswered', message, ...(timedOut ? { timedOut } : {}) },
		};
	}
	const isLasting = lasting ?? (isProxy && !account.isReached);
	return {
		status: 'failed',
		refusal: {
			cause: 'unreachable',
			message: `no connection to ${account.address}: ${words}`,
			...(isLasting ? { lasting: true } : {}),
		},
	};
}
