import type { ICredentialDataDecryptedObject, INodePropertyOptions } from 'n8n-workflow';

import { SIGN_IN_REFUSED } from '../errors/signInError';

/** Value of the credential's `host` when `customHost` has the address. */
export const CUSTOM_HOST = 'custom';

/**
 * Capillary's API hosts by region. Both the names of https://docs.capillarytech.com/reference/apioverview
 * of 2026 and the ones that page gave before are here, since accounts still use both.
 */
const HOSTS = [
	{ name: 'Asia (India)', value: 'apac.api.capillarytech.com' },
	{ name: 'Asia (India, InTouch)', value: 'apac.api.intouch.capillarytech.com' },
	{ name: 'Asia (South East)', value: 'sea.api.capillarytech.com' },
	{ name: 'Asia (South East, Former Host)', value: 'apac2.api.capillarytech.com' },
	{ name: 'China', value: 'api.capillarytech.cn.com' },
	{ name: 'Europe', value: 'eu.api.capillarytech.com' },
	{ name: 'Europe (Former Gateway)', value: 'eucrm.cc.capillarytech.com' },
	{ name: 'Other (Enter a Host)', value: CUSTOM_HOST },
	{ name: 'United States', value: 'ushc.api.capillarytech.com' },
	{ name: 'United States (Former Host)', value: 'us.api.capillarytech.com' },
] satisfies INodePropertyOptions[];

/** The same with their addresses, as the list shows them. */
export const REGIONS = HOSTS.map((host) =>
	host.value === CUSTOM_HOST ? host : { ...host, description: host.value },
);

/** Names of hosts on a network of one's own have underscores as well. */
const HOST_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;
/** An IPv6 address in brackets; whether it is one is left to the URL parser. */
const IPV6 = /^\[[0-9a-f:.]{2,45}\]$/i;
const LOOPBACK = /^(https?:\/\/)?(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/i;
/** Paths that people paste along with the host, because Capillary's documents show them so. */
const API_PATH = /^\/(api_gateway|v1|v1\.1|v2|v3)(\/|$)/;

/** The credential's host cannot be used; `message` says why and what to enter. */
export class UnusableHost extends Error {
	override name = 'UnusableHost';

	readonly httpCode = SIGN_IN_REFUSED;
}

/**
 * Address that all calls of a credential go to, such as `https://eu.api.capillarytech.com`.
 * A custom host may be typed with or without `https://`, with a trailing slash or a pasted API path.
 *
 * @throws UnusableHost for anything that is not a host: blanks, other paths, sign-in data in the
 * address, or plain http to another machine, which would show the credential to everybody on the way
 */
export function addressOf(credential: ICredentialDataDecryptedObject): string {
	const region = text(credential.host);
	if (region === CUSTOM_HOST) return customAddress(text(credential.customHost));
	if (!HOST_NAME.test(region)) {
		throw new UnusableHost(
			`The credential's 'Region' is not a host: '${region}'. Choose a region from the list`,
		);
	}
	return `https://${region.toLowerCase()}`;
}

function customAddress(typed: string): string {
	if (typed === '') {
		throw new UnusableHost(
			"The credential's 'Custom Host' is empty. Enter the address of your Capillary API host, such as https://eu.api.capillarytech.com",
		);
	}
	const parts = /^(?:(https?):\/\/)?([^/?#]+)(\/[^?#]*)?$/i.exec(typed);
	const protocol = (parts?.[1] ?? 'https').toLowerCase();
	const path = parts?.[3] ?? '';
	const [, named = '', port] =
		/^(\[[^\]]*\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(parts?.[2] ?? '') ?? [];
	// A dot at the end says that the name is complete, as it is here anyway; certificates have none.
	const host = named.toLowerCase().replace(/\.$/, '');
	const hostIsFine = IPV6.test(host) ? URL.canParse(`${protocol}://${host}`) : HOST_NAME.test(host);
	const pathIsFine = /^\/*$/.test(path) || API_PATH.test(path);
	if (!hostIsFine || !(Number(port ?? 1) < 65536) || !pathIsFine || /\s/.test(path)) {
		throw new UnusableHost(
			`The credential's 'Custom Host' is not the address of a host: '${withoutSignIn(typed)}'. Enter it like https://eu.api.capillarytech.com, without blanks and without a path`,
		);
	}
	const hostAndPort = port === undefined ? host : `${host}:${port}`;
	if (protocol === 'http' && !isLoopback(host)) {
		throw new UnusableHost(
			`The credential's 'Custom Host' begins with http://, which would send your credential unencrypted. Enter https://${hostAndPort}`,
		);
	}
	return `${protocol}://${hostAndPort}`;
}

/** Whether an address, or the host in one, is the machine itself. */
export function isLoopback(address: string): boolean {
	return LOOPBACK.test(address);
}

/** An address as it may be shown: a user name and password pasted into it are left out. */
function withoutSignIn(address: string): string {
	const parts = address.split('/');
	return parts.map((part) => part.slice(part.lastIndexOf('@') + 1)).join('/');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
