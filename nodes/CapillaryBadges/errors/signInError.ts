import type { Refusal } from './refusal';

/** `httpCode` of errors after which another sign-in cannot succeed. */
export const SIGN_IN_REFUSED = 'SIGN_IN_REFUSED';
const SIGN_IN_BUSY = 'SIGN_IN_BUSY';

/** Details of a sign-in that may succeed a moment later. */
type Busy = Pick<Refusal, 'status' | 'retryAfter'>;

/**
 * Signing in did not work; `message` is for the reader. With `busy`, the same credential may well be
 * accepted a moment later.
 */
export class SignInError extends Error {
	override name = 'SignInError';

	/** The one property that every version of n8n copies into the error that it makes of this one. */
	readonly httpCode: string;

	constructor(message: string, busy?: Busy) {
		super(message);
		const { status = '', retryAfter = '' } = busy ?? {};
		this.httpCode = busy ? [SIGN_IN_BUSY, status, retryAfter].join(':') : SIGN_IN_REFUSED;
	}
}

/**
 * The refusal in an error of n8n's that is about the sign-in.
 *
 * @returns the refusal, or undefined when the error is not about the sign-in
 */
export function signInRefusal(httpCode: string, message: string): Refusal | undefined {
	const [kind, status, retryAfter] = httpCode.split(':');
	if (kind === SIGN_IN_REFUSED) return { cause: 'signIn', message };
	if (kind !== SIGN_IN_BUSY) return undefined;
	// Nothing was sent but the request for a token. Of its statuses only the limit matters to others.
	return {
		cause: 'unreachable',
		message,
		signingIn: true,
		...(status === '429' ? { status: 429 } : {}),
		...(retryAfter ? { retryAfter: Number(retryAfter) } : {}),
	};
}
