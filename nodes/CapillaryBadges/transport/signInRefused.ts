/**
 * What errors of the sign-in carry as `httpCode`, the one thing that every version of n8n copies into
 * the error that it makes of them: refused for good, or perhaps over a moment later.
 */
export const SIGN_IN_REFUSED = 'SIGN_IN_REFUSED';
export const SIGN_IN_PASSING = 'SIGN_IN_PASSING';

/**
 * Signing in did not work; `message` is for the reader. `passing` says that the same
 * credential may well be accepted a moment later, so that trying again makes sense.
 */
export class SignInRefused extends Error {
	override name = 'SignInRefused';

	readonly httpCode: string;

	constructor(message: string, passing = false) {
		super(message);
		this.httpCode = passing ? SIGN_IN_PASSING : SIGN_IN_REFUSED;
	}
}
