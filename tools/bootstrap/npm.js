'use strict';

const { lastLines, run } = require('./childProcess');
const { UserError } = require('./userError');

const OFFLINE = [
	"The package registry cannot be reached, and what is needed is not in npm's cache.",
	'Check the connection (and `npm config get proxy`, `npm config get registry`), then start again.',
].join(' ');
const REGISTRY_LACKS = [
	'The package registry in use (`npm config get registry`) does not give out a package that is',
	'needed. A mirror may not hold it yet, or may want a sign-in.',
].join(' ');
const DISK_FULL = 'The disk is full. Make room, then start again.';
const NOT_ALLOWED = 'A file or folder may not be written. Check its owner and rights.';
const CERTIFICATE = [
	"The package registry's certificate is not trusted here. Behind a company proxy, set npm's",
	"`cafile` (or NODE_EXTRA_CA_CERTS) to the company's certificate.",
].join(' ');

/**
 * npm's error codes (https://docs.npmjs.com/common-errors and Node's system errors) and what each
 * means to the reader.
 * @satisfies {Record<string, string>}
 */
const SENTENCES = {
	ENOTFOUND: OFFLINE,
	EAI_AGAIN: OFFLINE,
	ECONNREFUSED: OFFLINE,
	ECONNRESET: OFFLINE,
	ENETUNREACH: OFFLINE,
	EHOSTUNREACH: OFFLINE,
	ETIMEDOUT: OFFLINE,
	ERR_SOCKET_TIMEOUT: OFFLINE,
	EIDLETIMEOUT: OFFLINE,
	ENOTCACHED: OFFLINE,
	E401: REGISTRY_LACKS,
	E403: REGISTRY_LACKS,
	E404: REGISTRY_LACKS,
	ETARGET: REGISTRY_LACKS,
	ENOSPC: DISK_FULL,
	EDQUOT: DISK_FULL,
	EACCES: NOT_ALLOWED,
	EPERM: NOT_ALLOWED,
	EROFS: NOT_ALLOWED,
	SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
	DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICATE,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
	EINTEGRITY: [
		'A downloaded package is not the one that the lock file names.',
		'Run `npm cache verify`, then start again.',
	].join(' '),
};

/**
 * A sentence for npm's failure.
 * @param {string} doing what was being done, e.g. 'Installing n8n'
 * @param {string} output what npm printed
 * @returns {string} a known cause in words, else npm's own last lines
 */
function npmFailure(doing, output) {
	const said = /npm error code (\S+)/.exec(output)?.[1];
	const known = Object.entries(SENTENCES);
	const cause =
		known.find(([code]) => code === said) ??
		known.find(([code]) => new RegExp(`\\b${code}\\b`).test(output));
	if (cause) return `${doing} did not succeed (npm says ${cause[0]}). ${cause[1]}`;
	return `${doing} did not succeed. npm's last lines:\n${lastLines(output)}`;
}

/**
 * How to start npm: the one that started us, by this Node, or the one on PATH. On Windows npm is a
 * .cmd file, which Node starts only through a shell.
 * @returns {{command: string, first: string[], shell: boolean}}
 */
function npmCommand() {
	const cli = process.env.npm_execpath ?? '';
	if (/npm-cli\.c?js$/.test(cli)) return { command: process.execPath, first: [cli], shell: false };
	const onWindows = process.platform === 'win32';
	return { command: onWindows ? 'npm.cmd' : 'npm', first: [], shell: onWindows };
}

/**
 * Runs npm to its end.
 * @param {string[]} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void}} options
 * @returns {ReturnType<typeof run>} rejects with a UserError only where there is no npm at all
 */
async function runNpm(args, options) {
	const { command, first, shell } = npmCommand();
	try {
		return await run(command, [...first, ...args], { ...options, shell });
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
		throw new UserError(
			"npm is not on this machine's PATH. It comes with Node.js: https://nodejs.org",
		);
	}
}

module.exports = { npmFailure, runNpm };
