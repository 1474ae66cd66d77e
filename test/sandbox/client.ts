import { sleep } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import type { Sandbox } from '../../sandbox/server';

export const BADGES = '/api_gateway/v1/badges';

/** An answer as the tests look at it. */
export interface Received {
	status: number;
	headers: Headers;
	text: string;
	json: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

type HeaderFields = Record<string, string>;

/** The Authorization header that Capillary wants: the password as MD5. */
export function basicHeader(username: string, password: string): HeaderFields {
	const digest = createHash('md5').update(password).digest('hex');
	return plainBasicHeader(username, digest);
}

/** The Authorization header as it is made elsewhere, with whatever is given as the password. */
export function plainBasicHeader(username: string, password: string): HeaderFields {
	return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** One call, with exactly these headers; a body that is no text is sent as JSON. */
export async function send(
	sandbox: Sandbox,
	method: string,
	path: string,
	{ body, headers = {} }: { body?: unknown; headers?: HeaderFields } = {},
): Promise<Received> {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
		body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
	const json = isJson ? JSON.parse(text) : undefined;
	return { status: response.status, headers: response.headers, text, json };
}

/** One call, signed in by Basic. */
export function call(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: unknown,
	headers: HeaderFields = {},
): Promise<Received> {
	const { username, password } = sandbox.accounts.basic;
	return send(sandbox, method, path, {
		body,
		headers: { ...basicHeader(username, password), ...headers },
	});
}

/** A token for a client, or the refusal's answer. */
export function signIn(sandbox: Sandbox, client = sandbox.accounts.oAuth): Promise<Received> {
	const { clientKey: key, clientSecret: secret } = client;
	return send(sandbox, 'POST', '/v3/oauth/token/generate', { body: { key, secret } });
}

/** Waits until something is so, however long it takes; the test's own time limit ends it. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await sleep(1);
}
