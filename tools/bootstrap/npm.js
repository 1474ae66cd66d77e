'use strict';

// Runs npm, and explains its failures.
const { lastLines, run } = require('./childProcess');
const { UserError } = require('./userError');

/**
 * What npm's error codes mean (https://docs.npmjs.com/common-errors and Node's system errors), and
 * what to do.
 */
const CAUSES = [
	{
		codes: [
			...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ENETUNREACH', 'EHOSTUNREACH'],
			...['ETIMEDOUT', 'ERR_SOCKET_TIMEOUT', 'EIDLETIMEOUT', 'ENOTCACHED'],
		],
		meaning:
			"The package registry cannot be reached, and a package is not in npm's cache. Check the " +
			'connection (and `npm config get proxy`, `npm config get registry`), then start again.',
	},
	{
		codes: ['E401', 'E403', 'E404', 'ETARGET'],
		meaning:
			'The package registry (`npm config get registry`) does not provide a package that is ' +
			'needed. A mirror may not have it yet, or may require a sign-in.',
	},
	{
		codes: ['ENOSPC', 'EDQUOT'],
		meaning: 'The disk is full. Free some space, then start again.',
	},
	{
		codes: ['EACCES', 'EPERM', 'EROFS'],
		meaning: 'A file or folder cannot be written. Check its owner and permissions.',
	},
	{
		codes: [
			...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
			...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		],
		meaning:
			"This machine does not trust the package registry's certificate. Behind a company proxy, " +
			"set npm's `cafile` (or NODE_EXTRA_CA_CERTS) to the company's certificate.",
	},
	{
		codes: ['EINTEGRITY'],
		meaning:
			'A downloaded package differs from the one in the lock file. Run `npm cache verify`, then ' +
			'start again.',
	},
];

/**
 * @param {string} step what failed, e.g. 'Installing n8n'
 * @param {string} output what npm printed
 * @returns {string} the cause in words when it is known, else npm's last lines
 */
function npmFailure(step, output) {
	const reported = /npm error code (\S+)/.exec(output)?.[1];
	const all = CAUSES.flatMap(({ codes, meaning }) => codes.map((code) => ({ code, meaning })));
	const cause =
		all.find(({ code }) => code === reported) ??
		all.find(({ code }) => new RegExp(`\\b${code}\\b`).test(output));
	if (cause) return `${step} failed (npm's code is ${cause.code}). ${cause.meaning}`;
	return `${step} failed. npm's last lines:\n${lastLines(output)}`;
}

/**
 * Runs npm: the one that started this process, or the one on PATH.
 * @param {string[]} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv}} options
 * @returns {ReturnType<typeof run>}
 * @throws {UserError} when there is no npm
 */
async function runNpm(args, options) {
	const cli = process.env.npm_execpath ?? '';
	// `npm --silent start` hands its silence on, and then npm would not say why it fails.
	const all = [...args, '--loglevel=warn'];
	if (/npm-cli\.c?js$/.test(cli)) return await run(process.execPath, [cli, ...all], options);
	try {
		return await run('npm', all, options);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
		throw new UserError('npm is not on PATH. It comes with Node.js: https://nodejs.org');
	}
}

/**
 * Runs npm, and fails when npm fails.
 * @param {string} step e.g. 'Installing n8n', for the error
 * @param {string[]} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv}} options
 * @returns {Promise<string>} standard output
 * @throws {UserError}
 */
async function npm(step, args, options) {
	const { code, stdout, output } = await runNpm(args, options);
	if (code !== 0) throw new UserError(npmFailure(step, output));
	return stdout;
}

module.exports = { npm, npmFailure, runNpm };
