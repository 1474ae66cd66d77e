import { isLoopback } from '../CapillaryBadges/api/host';

/** Networks that are not routed on the internet: https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE_IPV4 = [
	/^0\./,
	/^10\./,
	/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
	/^127\./,
	/^169\.254\./,
	/^172\.(1[6-9]|2\d|3[01])\./,
	/^192\.168\./,
];
/** Loopback, unspecified, unique local, link-local, and IPv4-mapped IPv6. */
const PRIVATE_IPV6 = /^\[(::|f[cd]|fe[89ab])/;
const IPV4 = /^\d+(\.\d+){3}$/;
/** Names that no public name server knows: RFC 2606, RFC 6761, RFC 6762, RFC 8375 and usual practice. */
const PRIVATE_NAME =
	/(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|test|invalid|home\.arpa)$/;

/**
 * Why Capillary cannot deliver to an address, or must not.
 *
 * @param capillary address of the API host; one on this machine can reach every address, as the
 * sandbox does
 * @returns what to do about it, a whole sentence; nothing when the address is fine
 */
export function whyUndeliverable(url: string, capillary: string): string | undefined {
	if (isLoopback(capillary)) return undefined;
	const { protocol, hostname } = parsed(url);
	if (isPrivate(hostname)) {
		return "Capillary cannot reach this n8n. Set n8n's environment variable WEBHOOK_URL to the address under which it can be reached from the internet, and restart n8n.";
	}
	if (protocol === 'https:') return undefined;
	return "Capillary would send the secret of the webhook unencrypted, because the address of this n8n begins with http://. Serve n8n by https, set n8n's environment variable WEBHOOK_URL to that address, and restart n8n.";
}

/** Parsed as browsers do: 0x7f.1 and 2130706433 are 127.0.0.1. */
function parsed(url: string): { protocol: string; hostname: string } {
	try {
		return new URL(url);
	} catch {
		return { protocol: '', hostname: '' };
	}
}

function isPrivate(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (IPV4.test(host)) return PRIVATE_IPV4.some((network) => network.test(host));
	if (host.startsWith('[')) return PRIVATE_IPV6.test(host);
	return !host.includes('.') || PRIVATE_NAME.test(host);
}
