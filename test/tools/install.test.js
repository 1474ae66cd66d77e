'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ensureInstalled, installedPath } = require('../../tools/bootstrap/install');
const { UserError } = require('../../tools/bootstrap/userError');
const { temporaryFolder } = require('./temporaryFolder');

const root = temporaryFolder();
/** @type {string} */
let folder;
/** @type {jest.Mock<Promise<void>>} */
let build;

let folders = 0;
beforeEach(() => {
	// Each test has a cache and a folder of its own; the folder needs no package, so no network.
	folders++;
	folder = path.join(root, `folder-${folders}`);
	fs.mkdirSync(folder);
	writeLock('1.0.0');
	useCache(path.join(root, `cache-${folders}`));
	build = jest.fn(async () => {});
});

/** @param {string} version */
function writeLock(version) {
	const project = { name: 'empty', version };
	const lock = { ...project, lockfileVersion: 3, requires: true, packages: { '': project } };
	fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(project));
	fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
}

/** @param {string} cache what each system calls the place for caches */
function useCache(cache) {
	Object.assign(process.env, { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache });
}

test('installs once, and completely', async () => {
	expect(installedPath(folder)).toBeUndefined();
	const place = await ensureInstalled(folder, { afterInstall: build });

	expect(installedPath(folder)).toBe(place);
	expect(fs.existsSync(path.join(place, 'package-lock.json'))).toBe(true);
	expect(await ensureInstalled(folder, { afterInstall: build })).toBe(place);
	expect(build).toHaveBeenCalledTimes(1);
});

test('another lock file is another install', async () => {
	const before = await ensureInstalled(folder);
	writeLock('2.0.0');
	expect(installedPath(folder)).toBeUndefined();
	expect(await ensureInstalled(folder)).not.toBe(before);
});

test('of two starts at once one installs and the other waits and says so', async () => {
	/** @type {string[]} */
	const said = [];
	const options = {
		afterInstall: build,
		onProgress: (/** @type {string} */ line) => said.push(line),
	};
	const [one, two] = await Promise.all([
		ensureInstalled(folder, options),
		ensureInstalled(folder, options),
	]);
	expect(one).toBe(two);
	expect(build).toHaveBeenCalledTimes(1);
	expect(said.filter((line) => line.startsWith('Waiting'))).toHaveLength(1);
});

test('an install that failed leaves nothing and is done anew', async () => {
	build.mockRejectedValueOnce(new UserError('no compiler'));
	await expect(ensureInstalled(folder, { afterInstall: build })).rejects.toThrow('no compiler');
	const cache = path.join(root, `cache-${folders}`);
	const left = fs
		.readdirSync(cache, { recursive: true })
		.filter((name) => /folder-/.test(String(name)));
	expect(left).toEqual([]);

	await ensureInstalled(folder, { afterInstall: build });
	expect(build).toHaveBeenCalledTimes(2);
});

test('an install that was interrupted is done anew', async () => {
	const place = await ensureInstalled(folder, { afterInstall: build });
	fs.rmSync(path.join(place, 'installed.json'));
	fs.mkdirSync(`${place}.partial-1`);

	expect(installedPath(folder)).toBeUndefined();
	expect(await ensureInstalled(folder, { afterInstall: build })).toBe(place);
	expect(build).toHaveBeenCalledTimes(2);
	expect(fs.existsSync(`${place}.partial-1`)).toBe(false);
});

test('a disk too full is told before anything is fetched', async () => {
	const wanted = ensureInstalled(folder, { what: 'n8n', gigabytes: 1e9 });
	await expect(wanted).rejects.toThrow(/^Installing n8n needs about 1000000000 GB in .* are free/);
	await expect(wanted).rejects.toBeInstanceOf(UserError);
});

test('a cache that cannot be written is told in words', async () => {
	const file = path.join(root, `file-${folders}`);
	fs.writeFileSync(file, '');
	useCache(file);
	const wanted = ensureInstalled(folder);
	await expect(wanted).rejects.toThrow(/cannot be written/);
	await expect(wanted).rejects.toBeInstanceOf(UserError);
});
