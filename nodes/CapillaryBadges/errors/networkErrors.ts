interface NetworkError {
	/** Completes 'No connection to …:' or 'No answer from …:'. */
	words: string;
	/** Whether no connection was made, so that the call was certainly not carried out. */
	neverSent: boolean;
	/** Set when the next call would certainly fail in the same way. */
	lasting?: true;
	/** Set when it is the proxy that cannot be reached, not the host. */
	isProxy?: true;
	/** Set when the node stopped waiting, so that the call may still be carried out. */
	timedOut?: true;
}

const NOT_TRUSTED: NetworkError = {
	words: "the host's certificate is not trusted",
	neverSent: true,
	lasting: true,
};
const NO_TLS: NetworkError = {
	words: 'there is no TLS (https) at this address',
	neverSent: true,
	lasting: true,
};

/** Error codes of Node.js and n8n's HTTP client for a failed connection. */
const TROUBLES: Record<string, NetworkError> = {
	ECONNREFUSED: { words: 'the host refuses connections', neverSent: true },
	ENOTFOUND: { words: 'there is no host with this name', neverSent: true },
	EAI_AGAIN: { words: 'the name of the host could not be looked up', neverSent: true },
	EHOSTUNREACH: { words: 'there is no route to the host', neverSent: true },
	ENETUNREACH: { words: 'there is no route to the network of the host', neverSent: true },
	CERT_HAS_EXPIRED: { ...NOT_TRUSTED, words: "the host's certificate has expired" },
	ERR_TLS_CERT_ALTNAME_INVALID: {
		...NOT_TRUSTED,
		words: "the host's certificate is for another name",
	},
	EPROTO: NO_TLS,
	ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
	ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
	ERR_SSL_HTTP_REQUEST: NO_TLS,
	ECONNRESET: { words: 'the connection broke off', neverSent: false },
	EPIPE: { words: 'the connection broke off', neverSent: false },
	ECONNABORTED: { words: 'it took longer than the timeout', neverSent: false, timedOut: true },
	ERR_CANCELED: { words: 'the run was canceled', neverSent: false },
	ETIMEDOUT: { words: 'it took longer than the timeout', neverSent: false, timedOut: true },
	ANSWER_TOO_LARGE: { words: 'what it sends is larger than 32 MB', neverSent: false },
};

/** Codes of invalid certificates: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE = /CERT|CRL|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH/;

const PROXY: NetworkError = {
	words: 'the proxy that n8n is set to use cannot be reached',
	neverSent: true,
	isProxy: true,
};

/**
 * What a failed connection means. The code itself is not shown, because n8n replaces a message that contains
 * one.
 *
 * @param said the error's own words, which name the host and port that were tried
 * @param address of the host that was to be reached
 */
export function networkError(code = '', said = '', address = ''): NetworkError {
	const known = TROUBLES[code];
	if (known?.neverSent && isAboutAnother(said, address)) return PROXY;
	if (known) return known;
	return CERTIFICATE.test(code)
		? NOT_TRUSTED
		: { words: 'the connection broke off', neverSent: false };
}

/** Whether the words of Node.js name another host or port than that of the address, which is then the proxy's. */
function isAboutAnother(said: string, address: string): boolean {
	const [, port, host] =
		/connect E[A-Z]+ \S{1,300}:(\d{1,5})\b|getaddrinfo E[A-Z_]+ (\S{1,300})/.exec(said) ?? [];
	if (!URL.canParse(address)) return false;
	const own = new URL(address);
	const ownPort = own.port || (own.protocol === 'http:' ? '80' : '443');
	return port ? port !== ownPort : host !== undefined && host !== own.hostname;
}
