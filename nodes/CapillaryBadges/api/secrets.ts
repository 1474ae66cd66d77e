import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Reply } from './call';
import { isObject } from './json';

/** Replaces a secret. */
const BLACKED_OUT = '***';

/**
 * The shortest secrets that are looked for, in characters. In messages even short ones are removed; in
 * data, a password such as 'Gold' would change the names of badges.
 */
const SHORTEST = { inMessages: 4, inData: 8 };

/**
 * A reply without the values of the credential that a server may send back: key, secret, token and
 * password, the MD5 of the password, and these as base64 and as part of an address. Numbers stay as they are.
 */
export function replyWithoutSecrets(
	reply: Reply,
	credential: ICredentialDataDecryptedObject,
): Reply {
	const { inMessages, inData } = secretsIn(credential);
	if (reply.status === 'failed') return blackedOut(reply, inMessages) as Reply;
	const { data, ...others } = reply.response;
	const answer = blackedOut(others, inMessages) as typeof others;
	return { status: 'succeeded', response: { ...answer, data: blackedOut(data, inData) } };
}

/** What is looked for, as long as the values of a credential stay the same. */
interface Secrets {
	values: unknown[];
	inMessages: string[];
	inData: string[];
}

/** Made once for the calls of a run, which share the object of their credential. */
const known = new WeakMap<ICredentialDataDecryptedObject, Secrets>();

function secretsIn(credential: ICredentialDataDecryptedObject): Secrets {
	const { clientKey, clientSecret, accessToken, username, password, passwordFormat } = credential;
	const values = [clientKey, clientSecret, accessToken, username, password, passwordFormat];
	const before = known.get(credential);
	if (before?.values.every((value, nth) => value === values[nth])) return before;
	const all = secretsOf(credential);
	const secrets = {
		values,
		inMessages: longerThan(all, SHORTEST.inMessages),
		inData: longerThan(all, SHORTEST.inData),
	};
	known.set(credential, secrets);
	return secrets;
}

function longerThan(secrets: string[], shortest: number): string[] {
	return secrets.filter(({ length }) => length >= shortest);
}

function blackedOut(value: unknown, secrets: string[]): unknown {
	if (typeof value === 'string') return textWithout(value, secrets);
	if (Array.isArray(value)) return value.map((entry) => blackedOut(entry, secrets));
	if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
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
	const { clientKey, clientSecret, accessToken, username, password, passwordFormat } = credential;
	// As it is sent: line breaks do not belong to a password, and blanks may.
	const typed = String(password ?? '').replace(/[\r\n]/g, '');
	const md5 =
		passwordFormat === 'md5'
			? typed.trim().toLowerCase()
			: createHash('md5').update(typed).digest('hex');
	const signIn = [md5, md5.toUpperCase(), `${String(username ?? '').trim()}:${md5}`];
	const values = [clientKey, clientSecret, accessToken, typed]
		.map((value) => String(value ?? '').trim())
		.concat(typed === '' ? [] : signIn)
		.filter((value) => value !== '');
	const forms = values.flatMap((value) => [
		value,
		encodeURIComponent(value),
		Buffer.from(value).toString('base64'),
		Buffer.from(value).toString('base64url'),
	]);
	return [...new Set(forms)].sort((one, other) => other.length - one.length);
}
