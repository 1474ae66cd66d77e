import { createHash } from 'node:crypto';

import type { StoredCredential } from './harness/storedCredential';

/** The fields of the credential that must not appear anywhere else. */
const secretFields = ['clientKey', 'clientSecret', 'accessToken', 'username', 'password'];

/** The beginning of every token of the sandbox. */
const sandboxToken = 'sandbox-token';

/**
 * Checks that a result contains no secret of the credential, in any form that goes to Capillary.
 *
 * @returns what was given
 */
export function expectNoSecrets<T>(result: T, { data }: StoredCredential): T {
	const text = everythingIn(result);
	for (const secret of secretsOf(data)) expect(text).not.toContain(secret);
	return result;
}

function secretsOf(data: StoredCredential['data']): string[] {
	const typed = secretFields
		.map((field) => String(data[field] ?? ''))
		.filter((text) => text !== '');
	const md5 = createHash('md5')
		.update(String(data.password ?? ''))
		.digest('hex');
	const basic = Buffer.from(`${String(data.username)}:${md5}`).toString('base64');
	return [...typed, md5, basic, sandboxToken];
}

/** JSON that includes what JSON leaves out: the fields of errors, and their causes. */
function everythingIn(result: unknown): string {
	const seen = new Set<unknown>();
	return JSON.stringify(result, (_key, value: unknown) => {
		if (typeof value !== 'object' || value === null) return value;
		if (seen.has(value)) return undefined;
		seen.add(value);
		if (!(value instanceof Error)) return value;
		const names = Object.getOwnPropertyNames(value);
		return Object.fromEntries(names.map((name) => [name, value[name as keyof Error]]));
	});
}
