import type { Account } from './account';
import type { Reply } from './call';
import { isExpiredToken } from './envelope';
import { dropToken, isNearlyOver } from './token';

/**
 * Makes a call with a token that has not expired. One call at a time signs in and brings the token; the
 * others wait.
 */
export async function withToken(account: Account, attempt: () => Promise<Reply>): Promise<Reply> {
	const { data } = account;
	for (;;) {
		while (account.signIn) {
			const failed = await account.signIn;
			if (failed) return failed;
		}
		if (isNearlyOver(data)) dropToken(data);
		if (data.accessToken === '') return stillBusy(account) ?? (await signingIn(account, attempt));

		const used = data.accessToken;
		const reply = await attempt();
		if (!isDead(reply) || account.isRefused) return reply;
		// All versions of n8n request a token where there is none. After a 401, n8n would request one
		// by itself. But versions before 2.34 lose the response of a 401, and no version recognizes the
		// other ways in which Capillary says that a token has expired.
		if (data.accessToken === used) dropToken(data);
	}
}

/** Makes the call for which n8n has to ask for a token first. */
async function signingIn(account: Account, attempt: () => Promise<Reply>): Promise<Reply> {
	const reply = attempt();
	account.signIn = reply.then((made) => {
		account.signIn = undefined;
		account.isRefused = isDead(made);
		if (account.data.accessToken !== '') return undefined;
		const refusal = made.status === 'failed' ? made.refusal : undefined;
		if (refusal?.retryAfter) account.busy = { until: Date.now() + refusal.retryAfter, refusal };
		return made;
	});
	return await reply;
}

function stillBusy({ busy }: Account): Reply | undefined {
	const retryAfter = (busy?.until ?? 0) - Date.now();
	return busy && retryAfter > 0
		? { status: 'failed', refusal: { ...busy.refusal, retryAfter } }
		: undefined;
}

function isDead(reply: Reply): boolean {
	return reply.status === 'failed' && isExpiredToken(reply.refusal);
}
