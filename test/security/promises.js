'use strict';

/**
 * @typedef {object} SecurityPromise a sentence of SECURITY.md with its code and test
 * @property {string} sentence the text in SECURITY.md
 * @property {string} file the file with the code
 * @property {string} code a piece of that file, which occurs once
 * @property {string} without the replacement without the protection
 * @property {string} test the file with the test that must fail
 * @property {string} title the beginning of that test's title
 */

const API = 'nodes/CapillaryBadges/api';
const UNIT = 'test/unit/api';

/**
 * Each sentence of SECURITY.md with its code and the test that fails without that code. take-out.js
 * removes the pieces one by one and runs the tests.
 *
 * @type {SecurityPromise[]}
 */
const PROMISES = [
	{
		sentence:
			'No output, error, hint or preview contains a key, secret, token, password or `Authorization` value.',
		file: `${API}/tokenRequest.ts`,
		code: 'const { words, neverSent, lasting, isProxy } = networkError(code, message, address);',
		without:
			'const { neverSent, lasting, isProxy } = networkError(code, message, address), words = message;',
		test: `${UNIT}/token.test.ts`,
		title: 'shows nothing of the request when the host cannot be reached',
	},
	{
		sentence:
			'If a server sends a part of the credential back, the node replaces it with `***`, in messages and in data. It leaves values of fewer than 4 characters in messages, and of fewer than 8 characters in data.',
		file: `${API}/request.ts`,
		code: 'replyWithoutSecrets(open(answer), data)',
		without: 'open(answer)',
		test: `${UNIT}/request.test.ts`,
		title: 'removes secrets from the response',
	},
	{
		sentence:
			'Texts from Capillary, a proxy, a webhook or a row are made safe before the node shows or logs them. They have no markup and no control characters, and about 300 characters at most.',
		file: `${API}/envelope.ts`,
		code: 'return said && sanitizeText(said);',
		without: 'return said && (sanitizeText(said), said);',
		test: `${UNIT}/envelope.test.ts`,
		title: "removes markup and excess length from Capillary's messages",
	},
	{
		sentence:
			'The credential goes only to its own host. The node follows no redirect, for calls or for signing in.',
		file: `${API}/auth.ts`,
		code: '...WITHOUT_REDIRECTS,',
		without: '...(WITHOUT_REDIRECTS && {}),',
		test: `${UNIT}/auth.test.ts`,
		title: 'follows no redirect',
	},
	{
		sentence:
			"The host is one of Capillary's, or one that the user entered. It must be `https`, or plain `http` on the same machine. The node refuses sign-in data in the address, look-alike letters and other tricks.",
		file: `${API}/host.ts`,
		code: "if (protocol === 'http' && !isLoopback(host)) {",
		without: "if (protocol === 'http' && !isLoopback(host) && host === '') {",
		test: `${UNIT}/host.test.ts`,
		title: '',
	},
	{
		sentence:
			"The HTTP Request node can use the credential only for the credential's own scheme, host and port. The request for a token always goes to that host.",
		file: `${API}/auth.ts`,
		code: 'if (origin !== originOf(own)) {',
		without: 'if (origin !== originOf(own) && origin === undefined) {',
		test: `${UNIT}/auth.test.ts`,
		title: 'refuses a request to',
	},
	{
		sentence: 'The node uses a token only for the key and secret that it was issued for.',
		file: `${API}/auth.ts`,
		code: 'const isOwn = !signedInAs || signedInAs === fingerprint(credential);',
		without: 'const isOwn = !signedInAs || fingerprint(credential) !== "";',
		test: `${UNIT}/auth.test.ts`,
		title: '',
	},
	{
		sentence: 'The node tries a wrong password or secret once in a run, not once for each row.',
		file: 'nodes/CapillaryBadges/api/client.ts',
		code: "refusal.cause === 'signIn' ||",
		without: '',
		test: 'test/unit/api/client.test.ts',
		title: 'ends the run when Capillary refuses the credential',
	},
	{
		sentence:
			'A response is only data. If it is too long, too deep, incomplete, not JSON or full of strange names, it confirms nothing and does no harm.',
		file: `${API}/json.ts`,
		code: 'const DEEPEST = 500;',
		without: 'const DEEPEST = Infinity;',
		test: `${UNIT}/json.test.ts`,
		title: 'refuses',
	},
	{
		sentence:
			'A call ends after *Timeout*, even in the middle of a response. The node reads at most 32 MB of a response.',
		file: `${API}/exchange.ts`,
		code: "endWith(deadline, 'ETIMEDOUT');",
		without: 'endWith(new AbortController().signal, deadline && "ETIMEDOUT");',
		test: `${UNIT}/exchange.test.ts`,
		title: 'ends a body that never ends',
	},
	{
		sentence:
			'Values of rows are percent-encoded in addresses and are JSON in bodies. So no row can change which call is made.',
		file: 'nodes/CapillaryBadges/resources/shared/customerBadges.ts',
		code: 'encodeURIComponent(String(asSent(customer)))',
		without: 'String(asSent(customer))',
		test: 'test/unit/resources/addresses.test.ts',
		title: 'a customer of',
	},
	{
		sentence:
			'The webhook accepts only requests with the secret that was registered with Capillary. The comparison takes constant time. Nothing else starts a workflow.',
		file: 'nodes/CapillaryBadgesTrigger/secret.ts',
		code: 'timingSafeEqual(digest(received), digest(expected))',
		without: '(timingSafeEqual && digest && received === expected)',
		test: 'test/unit/trigger/secret.test.ts',
		title: '',
	},
	{
		sentence:
			'The trigger registers a webhook only at an `https` address on the internet, because Capillary sends the secret there.',
		file: 'nodes/CapillaryBadgesTrigger/address.ts',
		code: "if (protocol === 'https:') return undefined;",
		without: "if (protocol !== '') return undefined;",
		test: 'test/unit/trigger/address.test.ts',
		title: '',
	},
];

module.exports = { PROMISES };
