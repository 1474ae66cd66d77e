// Signing in with a client key and secret.
import type { Endpoint } from './endpoint';
import { objectOf } from './reading';

/** https://docs.capillarytech.com/reference/oauth */
export const signIn: Endpoint = {
	method: 'POST',
	path: '/v3/oauth/token/generate',
	needs: 'nobody',
	handle({ authentication, body, variants, record }) {
		const { key, secret } = objectOf(body);
		const accessToken = authentication.signIn(key, secret, variants.signInRefused);
		record({ change: 'tokenIssued' });
		const { ttlSeconds } = authentication;
		return { status: 200, body: { data: { accessToken, ttlSeconds }, errors: null } };
	},
};
