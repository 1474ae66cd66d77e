'use strict';

// Installs npm packages: those of a folder into the user's cache, and the project's own.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { cacheFolder } = require('./cacheFolder');
const { withLock } = require('./lock');
const { npm, npmFailure, runNpm } = require('./npm');
const { withProgress } = require('./progress');
const { UserError } = require('./userError');

/**
 * @typedef {(line: string) => void} OnProgress receives one line of progress
 *
 * @typedef {object} InstallOptions
 * @property {string} [what] what is installed, for progress and errors
 * @property {number} [gigabytes] the disk space that the install needs
 * @property {OnProgress} [onProgress]
 * @property {(installed: string) => Promise<void>} [afterInstall] a last step, such as a build. When
 *   it fails, the install fails
 */

const ROOT = path.resolve(__dirname, '..', '..');
const MANIFESTS = ['package.json', 'package-lock.json', '.npmrc'];
/** Written last, so a folder without it is incomplete. */
const STAMP = 'installed.json';
const NPM_CI = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
const GIGABYTE = 2 ** 30;

/** @param {string} folder */
const lockFileOf = (folder) => path.join(folder, 'package-lock.json');

/** @param {Array<string | Buffer>} parts */
const shortHash = (...parts) =>
	createHash('sha256')
		.update(Buffer.concat(parts.map(Buffer.from)))
		.digest('hex')
		.slice(0, 12);

/** @param {string} folder @returns {string} where its packages go, for this lock file and machine */
function installFolder(folder) {
	const machine = `${process.platform}/${process.arch}`;
	const hash = shortHash(fs.readFileSync(lockFileOf(folder)), machine);
	const name = [path.basename(path.dirname(folder)), path.basename(folder), hash];
	return path.join(cacheFolder(), name.join('-'));
}

/**
 * @param {string} folder with package.json and package-lock.json
 * @returns {string | undefined} the folder that holds its node_modules, once completely installed
 */
function installedPath(folder) {
	const target = installFolder(folder);
	return fs.existsSync(path.join(target, STAMP)) ? target : undefined;
}

/** @param {string} folder @throws {UserError} when it cannot be created or written */
function makeFolder(folder) {
	try {
		fs.mkdirSync(folder, { recursive: true });
		fs.accessSync(folder, fs.constants.W_OK);
	} catch (error) {
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		throw new UserError(
			`The folder ${folder} cannot be written (${code}). Check its owner and permissions, or set ` +
				'XDG_CACHE_HOME to another folder.',
		);
	}
}

/** @param {string} folder @param {{what: string, gigabytes: number}} need */
function checkDiskSpace(folder, { what, gigabytes }) {
	const { bavail, bsize } = fs.statfsSync(folder);
	const free = (bavail * bsize) / GIGABYTE;
	if (free >= gigabytes) return;
	throw new UserError(
		`Installing ${what} needs about ${gigabytes} GB in ${folder}, but only ${free.toFixed(1)} GB ` +
			'are free. Free some space, then start again.',
	);
}

/** Removes an install that is incomplete. @param {string} target */
function removeIncomplete(target) {
	const name = path.basename(target);
	for (const entry of fs.readdirSync(path.dirname(target))) {
		if (entry !== name && !entry.startsWith(`${name}.partial-`)) continue;
		fs.rmSync(path.join(path.dirname(target), entry), { recursive: true, force: true });
	}
}

/**
 * Prefers what is in npm's cache. When the cache has a list of versions that is older than the lock
 * file (npm's code is ETARGET), asks the registry.
 * @param {string} folder @param {string} what @param {OnProgress} onProgress
 */
async function npmCi(folder, what, onProgress) {
	const step = `Installing ${what}`;
	await withProgress(step, onProgress, async () => {
		const { code, output } = await runNpm([...NPM_CI, '--prefer-offline'], { cwd: folder });
		if (code === 0) return;
		if (!output.includes('ETARGET')) throw new UserError(npmFailure(step, output));
		await npm(step, [...NPM_CI, '--prefer-online'], { cwd: folder });
	});
}

/**
 * Runs an install unless it is done. Of several processes one installs, and the others wait.
 * @param {string} lockFile
 * @param {{what: string, onProgress: OnProgress}} about
 * @param {() => boolean} isDone
 * @param {() => Promise<void>} install
 */
async function installOnce(lockFile, { what, onProgress }, isDone, install) {
	if (isDone()) return;
	makeFolder(path.dirname(lockFile));
	/** @param {number} [pid] */
	const onWait = (pid) =>
		onProgress(`Waiting for another process (${pid ?? 'unknown'}) that is installing ${what}.`);
	await withLock(lockFile, onWait, async () => {
		if (!isDone()) await install();
	});
}

/**
 * Installs a folder's packages into the user's cache, unless they are there: exactly those of the
 * lock file (`npm ci`), without their scripts.
 * @param {string} folder with package.json and package-lock.json
 * @param {InstallOptions} [options]
 * @returns {Promise<string>} the folder that holds their node_modules
 * @throws {UserError} when the machine does not allow it: no network, no disk space, no permission
 */
async function ensureInstalled(folder, options = {}) {
	const { what = path.basename(folder), gigabytes = 1, onProgress = () => {} } = options;
	const target = installFolder(folder);
	const isDone = () => installedPath(folder) !== undefined;
	await installOnce(`${target}.lock`, { what, onProgress }, isDone, async () => {
		removeIncomplete(target);
		checkDiskSpace(path.dirname(target), { what, gigabytes });
		const partial = `${target}.partial-${process.pid}`;
		fs.mkdirSync(partial);
		try {
			for (const name of MANIFESTS.filter((one) => fs.existsSync(path.join(folder, one)))) {
				fs.copyFileSync(path.join(folder, name), path.join(partial, name));
			}
			await npmCi(partial, what, onProgress);
			await options.afterInstall?.(partial);
			const stamp = { at: new Date().toISOString() };
			fs.writeFileSync(path.join(partial, STAMP), JSON.stringify(stamp));
			fs.renameSync(partial, target);
		} finally {
			fs.rmSync(partial, { recursive: true, force: true });
		}
	});
	return target;
}

/** @param {string} file @returns {Record<string, {version?: string, integrity?: string}>} */
const packagesOf = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;

/** @returns {boolean} whether node_modules is what the lock file says */
function hasRootDependencies() {
	// npm writes this file last, so an interrupted install has none.
	const record = path.join(ROOT, 'node_modules', '.package-lock.json');
	if (!fs.existsSync(record)) return false;
	const { '': _project, ...wanted } = packagesOf(lockFileOf(ROOT));
	const found = packagesOf(record);
	return (
		Object.keys(found).every((name) => name in wanted) &&
		Object.entries(wanted).every(([name, { version, integrity, ...rest }]) => {
			if (!(name in found)) return 'optional' in rest;
			return found[name].version === version && found[name].integrity === integrity;
		})
	);
}

/**
 * Installs the project's own development packages, unless they are there.
 * @param {{onProgress: OnProgress}} options
 * @throws {UserError} when the machine does not allow it
 */
async function ensureRootDependencies({ onProgress }) {
	const what = "the project's development packages";
	const lockFile = path.join(cacheFolder(), `clone-${shortHash(ROOT)}.lock`);
	await installOnce(lockFile, { what, onProgress }, hasRootDependencies, async () => {
		makeFolder(ROOT);
		checkDiskSpace(ROOT, { what, gigabytes: 1.5 });
		await npmCi(ROOT, what, onProgress);
	});
}

module.exports = { ensureInstalled, ensureRootDependencies, installedPath, ROOT, shortHash };
