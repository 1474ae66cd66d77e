import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { isObject } from './json';

/** What stands where a secret was. */
const BLACKED_OUT = '***';

/** Shorter values are common words or numbers: their removal would say more than it hides. */
const SHORTEST = 4;

/**
 * Removes the values of a credential from what a server sends back: its key, secret, token and password,
 * the MD5 of the password, and these as base64 and as part of an address. Numbers stay as they are.
 *
 * @param value parsed JSON, of any shape
 */
export function withoutSecrets(
	value: unknown,
	credential: ICredentialDataDecryptedObject,
): unknown {
	const secrets = secretsOf(credential);
	return secrets.length > 0 ? blackedOut(value, secrets) : value;
}

function blackedOut(value: unknown, secrets: string[]): unknown {
	if (typeof value === 'string') return textWithout(value, secrets);
	if (Array.isArray(value)) return value.map((entry) => blackedOut(entry, secrets));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			textWithout(name, secrets),
			blackedOut(entry, secrets),
		]),
	);
}

function textWithout(text: string, secrets: string[]): string {
	return secrets.reduce(
		(left, secret) => (left.includes(secret) ? left.replaceAll(secret, BLACKED_OUT) : left),
		text,
	);
}

/** The secrets in every form that a server may send back, the longest first. */
function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const { clientKey, clientSecret, accessToken, username, password } = credential;
	const typed = String(password ?? '').trim();
	const md5 = createHash('md5').update(typed).digest('hex');
	const signIn = [md5, md5.toUpperCase(), `${String(username ?? '').trim()}:${md5}`];
	const values = [clientKey, clientSecret, accessToken, typed]
		.map((value) => String(value ?? '').trim())
		.concat(typed === '' ? [] : signIn)
		.filter((value) => value.length >= SHORTEST);
	const forms = values.flatMap((value) => [
		value,
		encodeURIComponent(value),
		Buffer.from(value).toString('base64'),
		Buffer.from(value).toString('base64url'),
	]);
	return [...new Set(forms)].sort((one, other) => other.length - one.length);
}
