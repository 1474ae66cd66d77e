import { networkError } from '../../../nodes/CapillaryBadges/errors/networkErrors';

const untrusted = "the host's certificate is not trusted";

const noTls = 'there is no TLS (https) at this address';

describe('networkError', () => {
	it.each([
		['ECONNREFUSED', 'the host refuses connections'],
		['ENOTFOUND', 'there is no host with this name'],
		['EAI_AGAIN', 'the name of the host could not be looked up'],
		['EHOSTUNREACH', 'there is no route to the host'],
		['ENETUNREACH', 'there is no route to the network of the host'],
	])('explains %s, after which nothing was sent', (code, words) => {
		expect(networkError(code)).toEqual({ words, neverSent: true });
	});

	it.each([
		['CERT_HAS_EXPIRED', "the host's certificate has expired"],
		['ERR_TLS_CERT_ALTNAME_INVALID', "the host's certificate is for another name"],
		['DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
		['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
		['UNABLE_TO_GET_CRL', untrusted],
		['CERT_NOT_YET_VALID', untrusted],
		['CERT_UNTRUSTED', untrusted],
		['INVALID_PURPOSE', untrusted],
		['HOSTNAME_MISMATCH', untrusted],
		['EPROTO', noTls],
		['ERR_SSL_WRONG_VERSION_NUMBER', noTls],
		['ERR_SSL_PACKET_LENGTH_TOO_LONG', noTls],
	])('explains %s, which a retry does not change', (code, words) => {
		expect(networkError(code)).toEqual({ words, neverSent: true, lasting: true });
	});

	it.each([
		['ECONNRESET', 'the connection broke off'],
		['EPIPE', 'the connection broke off'],
		['ECONNABORTED', 'it took longer than the timeout'],
		['ETIMEDOUT', 'it took longer than the timeout'],
		['ERR_CANCELED', 'the run was canceled'],
		['ANSWER_TOO_LARGE', 'what it sends is larger than 32 MB'],
		['something new', 'the connection broke off'],
		[undefined, 'the connection broke off'],
	])('explains %s, after which the call may have been done', (code, words) => {
		expect(networkError(code)).toMatchObject({ words, neverSent: false });
	});

	it.each([
		['ECONNABORTED', true],
		['ETIMEDOUT', true],
		['ECONNRESET', undefined],
	])('says whether the node stopped waiting: %s', (code, timedOut) => {
		expect(networkError(code).timedOut).toBe(timedOut);
	});

	const host = 'https://eu.api.capillarytech.com';
	it.each([
		['ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:3128', host, true],
		['ECONNREFUSED', 'connect ECONNREFUSED ::1:3128', host, true],
		['ECONNREFUSED', 'connect ECONNREFUSED 52.1.2.3:443', host, undefined],
		['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:80', 'http://127.0.0.1', undefined],
		['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:4010', 'http://127.0.0.1:4010', undefined],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND proxy.example', host, true],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND eu.api.capillarytech.com', host, undefined],
		['ECONNREFUSED', 'The service refused the connection', host, undefined],
		['ECONNRESET', 'connect ECONNRESET 10.0.0.1:3128', host, undefined],
	])(
		'recognizes a proxy by the host and port of the error: %s, %s',
		(code, message, address, isProxy) => {
			expect(networkError(code, message, address).isProxy).toBe(isProxy);
		},
	);
});
