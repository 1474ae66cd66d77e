import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Account, Caller } from '../../../nodes/CapillaryBadges/api/account';

/** The response of a server, or the error that n8n throws when there is none. */
export type Answered =
	| { statusCode?: number; headers?: Record<string, string>; body: unknown }
	| Error;

/** The error that n8n throws when a connection fails, with the code of the HTTP client. */
export const broken = (code: string) => Object.assign(new Error('broken'), { cause: { code } });

export const account = (data: ICredentialDataDecryptedObject = {}): Account => ({
	data: { authentication: 'oAuth', accessToken: 'token', ...data },
	address: 'https://eu.api.capillarytech.com',
});

/**
 * A node whose n8n gets these responses one after the other, and the requests that it sent. Each
 * request comes with its token, or without one when n8n has to get one.
 */
export function answering(answers: Answered[]) {
	return answeringBy((_, nth) => answers[nth]);
}

/** As above, with a function that chooses the response to each request, now or later. */
export function answeringBy(
	answerTo: (options: IHttpRequestOptions, nth: number) => Answered | Promise<Answered>,
) {
	const requests: Array<{ options: IHttpRequestOptions; token: unknown; type: string }> = [];
	let tokens = 0;
	const caller = {
		getTimezone: () => 'Asia/Kolkata',
		helpers: {
			httpRequestWithAuthentication: async (
				type: string,
				{ abortSignal, ...options }: IHttpRequestOptions,
				{ credentialsDecrypted }: { credentialsDecrypted: { data: Account['data'] } },
			) => {
				const { data } = credentialsDecrypted;
				if (!abortSignal) throw new Error('Nothing ends this request');
				requests.push({ options, token: data.accessToken, type });
				const answer = await answerTo(options, requests.length - 1);
				if (isSignInError(answer)) throw answer;
				data.accessToken ||= `token ${++tokens}`;
				if (answer instanceof Error) throw answer;
				return { statusCode: 200, headers: {}, ...answer };
			},
		},
	};
	return { caller: caller as unknown as Caller, requests };
}

function isSignInError(answer: Answered): boolean {
	return (
		answer instanceof Error && 'httpCode' in answer && /^SIGN_IN/.test(String(answer.httpCode))
	);
}
