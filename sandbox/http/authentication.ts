// The sandbox's accounts and tokens, and the check of a call's authentication.
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

import type { Problem } from './problem';
import { problems } from './problems';
import { Refusal } from './refusal';
import type { Variants } from '../faults/variants';

/**
 * The sandbox's accounts. `withoutAccess` can sign in and has no right
 * (https://docs.capillarytech.com/reference/authorisation); `withoutWebHooks` cannot manage webhooks.
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

/** A right of an account. */
type Right = 'badges' | 'webHooks';

interface Account {
	rights: Right[];
}

const clients: Array<Account & typeof accounts.oAuth> = [
	{ ...accounts.oAuth, rights: ['badges', 'webHooks'] },
	{ ...accounts.withoutAccess.oAuth, rights: [] },
	{ ...accounts.withoutWebHooks.oAuth, rights: ['badges'] },
];

const tills: Array<Account & typeof accounts.basic> = [
	{ ...accounts.basic, rights: ['badges', 'webHooks'] },
	{ ...accounts.withoutAccess.basic, rights: [] },
	{ ...accounts.withoutWebHooks.basic, rights: ['badges'] },
];

/** The authentication that a call has, valid or not. With both, the token counts. */
export function authenticationOf(headers: Headers): 'oAuth' | 'basic' | 'none' {
	if (headers['x-cap-api-oauth-token'] !== undefined) return 'oAuth';
	return headers.authorization === undefined ? 'none' : 'basic';
}

/** Issues tokens and checks the authentication of calls. */
export class Authentication {
	/** How long a new token is valid. */
	ttlSeconds: number;

	private tokens = new Map<string, Account & { expiresAt: number }>();

	constructor(
		ttlSeconds: number,
		private readonly now: () => number,
	) {
		this.ttlSeconds = ttlSeconds;
	}

	/**
	 * Issues a token for a client key and secret (https://docs.capillarytech.com/reference/oauth).
	 *
	 * @throws Refusal when they are wrong
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
	 * Checks the right of a call's account, which the token or the user name and MD5 password name
	 * (https://docs.capillarytech.com/reference/basic-authentication).
	 *
	 * @throws Refusal 401 for an unknown account, 403 for a missing right
	 */
	check(headers: Headers, needs: Right | 'anyAccount'): void {
		const { rights } =
			authenticationOf(headers) === 'oAuth' ? this.accountOfToken(headers) : tillOf(headers);
		const allowed = needs === 'anyAccount' || rights.includes(needs);
		if (!allowed) throw new Refusal('accessDenied');
	}

	/** Makes every token invalid. */
	expireTokens(): void {
		this.tokens.clear();
	}

	private accountOfToken(headers: Headers): Account {
		const account = this.tokens.get(String(headers['x-cap-api-oauth-token']));
		if (!account || account.expiresAt <= this.now()) throw new Refusal('tokenRefused');
		return account;
	}
}

function signInRefusal(refused: Variants['signInRefused']): Problem {
	if (refused === 'inWords') return problems.signInFailed;
	return { ...problems.keyOrSecretWrong, status: Number(refused.slice(-3)) };
}

function tillOf({ authorization = '' }: Headers): Account {
	const [, encoded = ''] = /^Basic (.+)$/i.exec(authorization) ?? [];
	const [username, ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
	const sent = rest.join(':');
	const till = tills.find((one) => one.username === username && md5(one.password) === sent);
	if (!till) throw new Refusal('passwordRefused');
	return till;
}

/** MD5 as hex digits in lower case, Capillary's form of a password. */
function md5(text: string): string {
	return createHash('md5').update(text).digest('hex');
}
