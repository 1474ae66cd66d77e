interface Trouble {
	/** Completes 'No connection to …:' or 'No answer from …:'. */
	words: string;
	/** Whether the connection never came about, so that the call was certainly not carried out. */
	neverSent: boolean;
	/** Set when the next call would certainly go the same way. */
	lasting?: true;
}

/** The codes that Node.js and n8n's HTTP client give to a connection that fails. */
const TROUBLES: Record<string, Trouble> = {
	ECONNREFUSED: { words: 'the host refuses connections', neverSent: true },
	ENOTFOUND: { words: 'there is no host of this name', neverSent: true },
	EAI_AGAIN: { words: 'the name of the host could not be looked up', neverSent: true },
	EHOSTUNREACH: { words: 'there is no way to the host', neverSent: true },
	ENETUNREACH: { words: 'there is no way to the network of the host', neverSent: true },
	ECONNRESET: { words: 'the connection broke off', neverSent: false },
	EPIPE: { words: 'the connection broke off', neverSent: false },
	ECONNABORTED: { words: 'it took longer than the timeout', neverSent: false },
	ERR_CANCELED: { words: 'the run was canceled', neverSent: false },
	ETIMEDOUT: { words: 'it took longer than the timeout', neverSent: false },
	ANSWER_TOO_LARGE: { words: 'what it sends is larger than 32 MB', neverSent: false },
};

/**
 * What a connection's code means. The code itself is not shown: n8n replaces a message that holds one
 * by words of its own.
 */
export function connectionTrouble(code = ''): Trouble {
	if (/CERT|SSL|TLS/.test(code)) {
		return { words: "the host's certificate is not trusted", neverSent: true };
	}
	return TROUBLES[code] ?? { words: 'the connection broke off', neverSent: false };
}
