import { connectionTrouble } from '../../../nodes/CapillaryBadges/transport/connection';

const untrusted = "the host's certificate is not trusted";

describe('connectionTrouble', () => {
	it.each([
		['ECONNREFUSED', true, 'the host refuses connections'],
		['ENOTFOUND', true, 'there is no host of this name'],
		['EAI_AGAIN', true, 'the name of the host could not be looked up'],
		['EHOSTUNREACH', true, 'there is no way to the host'],
		['ENETUNREACH', true, 'there is no way to the network of the host'],
		['CERT_HAS_EXPIRED', true, untrusted],
		['DEPTH_ZERO_SELF_SIGNED_CERT', true, untrusted],
		['ERR_TLS_CERT_ALTNAME_INVALID', true, untrusted],
		['ERR_TLS_HANDSHAKE', true, untrusted],
		['ERR_SSL_WRONG_VERSION_NUMBER', true, untrusted],
		['ECONNRESET', false, 'the connection broke off'],
		['EPIPE', false, 'the connection broke off'],
		['ECONNABORTED', false, 'it took longer than the timeout'],
		['ETIMEDOUT', false, 'it took longer than the timeout'],
		['ERR_CANCELED', false, 'the run was canceled'],
		['something new', false, 'the connection broke off'],
		[undefined, false, 'the connection broke off'],
	])('tells %s, and whether nothing can have been sent: %s', (code, neverSent, words) => {
		expect(connectionTrouble(code)).toEqual({ words, neverSent });
	});
});
