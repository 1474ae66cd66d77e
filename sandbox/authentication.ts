import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

import { type Problem } from './problem';
import { problems } from './problems';
import { Refusal } from './refusal';
import type { Variants } from './variants';

/**
 * The accounts that the sandbox knows, made up for it. Those in `withoutAccess` can sign in but
 * lack every right (https://docs.capillarytech.com/reference/authorisation); those in
 * `withoutWebHooks` may do all but manage webhooks.
 */
export const accounts = {
	oAuth: { clientKey: 'sandbox-key', clientSecret: 'sandbox-secret' },
	basic: { username: 'sandbox-till', password: 'sandbox-password' },
	withoutAccess: {
		oAuth: { clientKey: 'sandbox-key-without-badges', clientSecret: 'sandbox-secret' },
		basic: { username: 'sandbox-till-without-badges', password: 'sandbox-password' },
	},
	withoutWebHooks: {
		oAuth: { clientKey: 'sandbox-key-without-webhooks', clientSecret: 'sandbox-secret' },
		basic: { username: 'sandbox-till-without-webhooks', password: 'sandbox-password' },
	},
};

type Headers = FastifyRequest['headers'];

/** What an account may do. */
type Right = 'badges' | 'webHooks';

interface Holder {
	rights: Right[];
}

const clients: Array<Holder & typeof accounts.oAuth> = [
	{ ...accounts.oAuth, rights: ['badges', 'webHooks'] },
	{ ...accounts.withoutAccess.oAuth, rights: [] },
	{ ...accounts.withoutWebHooks.oAuth, rights: ['badges'] },
];

const tills: Array<Holder & typeof accounts.basic> = [
	{ ...accounts.basic, rights: ['badges', 'webHooks'] },
	{ ...accounts.withoutAccess.basic, rights: [] },
	{ ...accounts.withoutWebHooks.basic, rights: ['badges'] },
];

/** Which authentication a call brings, right or wrong. The token wins when there are both. */
export function authenticationOf(headers: Headers): 'oAuth' | 'basic' | 'none' {
	if (headers['x-cap-api-oauth-token'] !== undefined) return 'oAuth';
	return headers.authorization === undefined ? 'none' : 'basic';
}

/** The tokens given out, and the check of who calls. */
export class Authentication {
	/** How long a new token lives. */
	ttlSeconds: number;

	private tokens = new Map<string, Holder & { expiresAt: number }>();

	constructor(
		ttlSeconds: number,
		private readonly now: () => number,
	) {
		this.ttlSeconds = ttlSeconds;
	}

	/**
	 * A new token for a client's key and secret
	 * (https://docs.capillarytech.com/reference/oauth).
	 *
	 * @throws Refusal when they are not those of a client
	 */
	signIn(key: unknown, secret: unknown, refused: Variants['signInRefused']): string {
		const client = clients.find(
			({ clientKey, clientSecret }) => clientKey === key && clientSecret === secret,
		);
		if (!client) throw new Refusal(signInRefusal(refused));
		const token = `sandbox-token-${randomBytes(12).toString('hex')}`;
		const expiresAt = this.now() + this.ttlSeconds * 1000;
		this.tokens.set(token, { rights: client.rights, expiresAt });
		return token;
	}

	/**
	 * Checks the token, or the user name with the MD5 of the password
	 * (https://docs.capillarytech.com/reference/basic-authentication), and the right that is needed.
	 *
	 * @throws Refusal 401 when nobody known calls, 403 when the right is missing
	 */
	check(headers: Headers, needs: Right | 'anyAccount'): void {
		const { rights } =
			authenticationOf(headers) === 'oAuth' ? this.holderOfToken(headers) : tillOf(headers);
		const mayDoIt = needs === 'anyAccount' || rights.includes(needs);
		if (!mayDoIt) throw new Refusal('accessDenied');
	}

	/** Every token given out so far stops working. */
	expireTokens(): void {
		this.tokens.clear();
	}

	private holderOfToken(headers: Headers): Holder {
		const holder = this.tokens.get(String(headers['x-cap-api-oauth-token']));
		if (!holder || holder.expiresAt <= this.now()) throw new Refusal('tokenRefused');
		return holder;
	}
}

function signInRefusal(refused: Variants['signInRefused']): Problem {
	if (refused === 'inWords') return problems.signInFailed;
	return { ...problems.keyOrSecretWrong, status: Number(refused.slice(-3)) };
}

function tillOf({ authorization = '' }: Headers): Holder {
	const [, encoded = ''] = /^Basic (.+)$/i.exec(authorization) ?? [];
	const [username, ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
	const sent = rest.join(':');
	const till = tills.find((one) => one.username === username && md5(one.password) === sent);
	if (!till) throw new Refusal('passwordRefused');
	return till;
}

/** Lower-case hex MD5, the form in which Capillary wants a password. */
function md5(text: string): string {
	return createHash('md5').update(text).digest('hex');
}
