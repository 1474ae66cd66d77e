'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { cacheFolder } = require('./cacheFolder');
const { withLock } = require('./lock');
const { npmFailure, runNpm } = require('./npm');
const { UserError } = require('./userError');
const { withProgress } = require('./progress');

/**
 * @typedef {(line: string) => void} OnProgress told what is being done, a line at a time
 *
 * @typedef {object} InstallOptions
 * @property {string} [what] what is installed, in words, for progress and errors
 * @property {number} [gigabytes] the room that the install needs
 * @property {OnProgress} [onProgress]
 * @property {(installed: string) => Promise<void>} [afterInstall] a last step, such as a build; the
 *   install counts as complete only when it succeeded
 */

const ROOT = path.resolve(__dirname, '..', '..');
const MANIFESTS = ['package.json', 'package-lock.json', '.npmrc'];
/** Written last: a folder without it is a torso. */
const STAMP = 'installed.json';
const NPM_CI = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
const GIGABYTE = 2 ** 30;

/** @param {string} folder */
const lockFileOf = (folder) => path.join(folder, 'package-lock.json');

/**
 * The place of a folder's install: one for each state of its lock file and each kind of machine,
 * shared by all clones.
 * @param {string} folder
 */
function placeOf(folder) {
	const hash = createHash('sha256')
		.update(fs.readFileSync(lockFileOf(folder)))
		.update(`${process.platform}/${process.arch}`)
		.digest('hex');
	const name = [path.basename(path.dirname(folder)), path.basename(folder), hash.slice(0, 12)];
	return path.join(cacheFolder(), name.join('-'));
}

/**
 * Where the packages of a folder are installed.
 * @param {string} folder a folder with package.json and package-lock.json
 * @returns {string | undefined} the folder that holds their node_modules, or undefined as long as
 *   they are not (completely) installed
 */
function installedPath(folder) {
	const place = placeOf(folder);
	return fs.existsSync(path.join(place, STAMP)) ? place : undefined;
}

/** @param {string} folder creates the cache folder and the like, in words where that is refused */
function makeFolder(folder) {
	try {
		fs.mkdirSync(folder, { recursive: true });
		fs.accessSync(folder, fs.constants.W_OK);
	} catch (error) {
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		throw new UserError(
			`The folder ${folder} cannot be written (${code}). Check its owner and rights, or set ` +
				'XDG_CACHE_HOME (on Windows LOCALAPPDATA) to a folder that can.',
		);
	}
}

/** @param {string} folder @param {{what: string, gigabytes: number}} need refuses a disk too full */
function checkRoom(folder, { what, gigabytes }) {
	const { bavail, bsize } = fs.statfsSync(folder);
	const free = (bavail * bsize) / GIGABYTE;
	if (free >= gigabytes) return;
	throw new UserError(
		`Installing ${what} needs about ${gigabytes} GB in ${folder}, and ${free.toFixed(1)} GB ` +
			'are free there. Make room, then start again.',
	);
}

/** @param {string} place removes what interrupted installs left behind, and what is broken */
function removeTorsos(place) {
	const name = path.basename(place);
	for (const entry of fs.readdirSync(path.dirname(place))) {
		if (entry !== name && !entry.startsWith(`${name}.partial-`)) continue;
		fs.rmSync(path.join(path.dirname(place), entry), { recursive: true, force: true });
	}
}

/** @param {string} from @param {string} to */
function copyManifests(from, to) {
	for (const name of MANIFESTS) {
		const source = path.join(from, name);
		if (fs.existsSync(source)) fs.copyFileSync(source, path.join(to, name));
	}
}

/** @param {string} folder @param {string} what @param {OnProgress} onProgress */
async function npmCi(folder, what, onProgress) {
	const doing = `Installing ${what}`;
	await withProgress(doing, onProgress, async () => {
		const { code, output } = await runNpm(NPM_CI, { cwd: folder });
		if (code !== 0) throw new UserError(npmFailure(doing, output));
	});
}

/**
 * Installs a folder's packages into the user's cache, unless they are there: exactly what the lock
 * file names (`npm ci`), no package's scripts run. An interrupted install is done anew; of two
 * processes at once one installs and the other waits.
 * @param {string} folder a folder with package.json and package-lock.json
 * @param {InstallOptions} [options]
 * @returns {Promise<string>} the folder that holds their node_modules
 * @throws {UserError} where the machine does not allow it: no network, no room, no right
 */
async function ensureInstalled(folder, options = {}) {
	const ready = installedPath(folder);
	if (ready) return ready;

	const { what = path.basename(folder), gigabytes = 1, onProgress = () => {} } = options;
	const place = placeOf(folder);
	makeFolder(path.dirname(place));
	const onWait = (/** @type {number | undefined} */ pid) => {
		onProgress(`Another process (${pid ?? 'unknown'}) is installing ${what}; waiting for it.`);
	};
	return await withLock(`${place}.lock`, { onWait }, async () => {
		if (installedPath(folder)) return place;
		removeTorsos(place);
		checkRoom(path.dirname(place), { what, gigabytes });
		const partial = `${place}.partial-${process.pid}`;
		fs.mkdirSync(partial);
		try {
			copyManifests(folder, partial);
			await npmCi(partial, what, onProgress);
			await options.afterInstall?.(partial);
			const stamp = { at: new Date().toISOString() };
			fs.writeFileSync(path.join(partial, STAMP), JSON.stringify(stamp));
			fs.renameSync(partial, place);
		} finally {
			// Gone already if all went well; if not, it would only fill the disk.
			fs.rmSync(partial, { recursive: true, force: true });
		}
		return place;
	});
}

/** @param {string} file @returns {Record<string, {version?: string, integrity?: string}>} */
function packagesOf(file) {
	const { packages } = JSON.parse(fs.readFileSync(file, 'utf8'));
	return packages;
}

/**
 * Whether node_modules is what the lock file says. npm writes its own record into it when it is
 * done, so that an interrupted install has none.
 * @param {string} folder
 */
function isInstalled(folder) {
	const record = path.join(folder, 'node_modules', '.package-lock.json');
	if (!fs.existsSync(record)) return false;
	const wanted = Object.entries(packagesOf(lockFileOf(folder))).filter(([place]) => place !== '');
	const found = packagesOf(record);
	const foreign = new Set(Object.keys(found));
	const asWanted = wanted.every(([place, { version, integrity, ...rest }]) => {
		foreign.delete(place);
		if (!(place in found)) return 'optional' in rest;
		return found[place].version === version && found[place].integrity === integrity;
	});
	return asWanted && foreign.size === 0;
}

/**
 * Installs the project's own development packages into its node_modules, unless they are there as
 * the lock file names them.
 * @param {{onProgress?: OnProgress}} [options]
 * @throws {UserError} where the machine does not allow it
 */
async function ensureRootDependencies({ onProgress = () => {} } = {}) {
	if (isInstalled(ROOT)) return;
	const what = "the project's development packages";
	makeFolder(cacheFolder());
	makeFolder(ROOT);
	const name = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
	const onWait = () => onProgress(`Another process is installing ${what}; waiting for it.`);
	await withLock(path.join(cacheFolder(), `clone-${name}.lock`), { onWait }, async () => {
		if (isInstalled(ROOT)) return;
		checkRoom(ROOT, { what, gigabytes: 1.5 });
		await npmCi(ROOT, what, onProgress);
	});
}

module.exports = { ensureInstalled, ensureRootDependencies, installedPath };
