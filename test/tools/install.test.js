'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ensureInstalled, installedPath } = require('../../tools/bootstrap/install');
const { UserError } = require('../../tools/bootstrap/userError');
const { run } = require('../../tools/bootstrap/childProcess');
const { Registry, repack } = require('../e2e/installation/registry');
const { temporaryFolder } = require('./temporaryFolder');

const root = temporaryFolder();
/** @type {string} */
let folder;
/** @type {jest.Mock<Promise<void>>} */
let build;

let folders = 0;
beforeEach(() => {
	// Each test has its own cache and folder. The folder needs no packages, so no network.
	folders++;
	folder = path.join(root, `folder-${folders}`);
	fs.mkdirSync(folder);
	writeLock('1.0.0');
	useCache(path.join(root, `cache-${folders}`));
	build = jest.fn(async () => {});
});

/** @param {string} version @param {Record<string, object>} [needed] packages */
function writeLock(version, needed = {}) {
	const dependencies = Object.keys(needed).map((place) => [path.basename(place), '*']);
	const project = { name: 'empty', version, dependencies: Object.fromEntries(dependencies) };
	const packages = { '': project, ...needed };
	const lock = { ...project, lockfileVersion: 3, requires: true, packages };
	fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(project));
	fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
}

/** @param {string} cache the folder for caches, whose variable differs by system */
function useCache(cache) {
	Object.assign(process.env, { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache });
}

test('installs once and completely', async () => {
	expect(installedPath(folder)).toBeUndefined();
	const place = await ensureInstalled(folder, { afterInstall: build });

	expect(installedPath(folder)).toBe(place);
	expect(fs.existsSync(path.join(place, 'package-lock.json'))).toBe(true);
	expect(await ensureInstalled(folder, { afterInstall: build })).toBe(place);
	expect(build).toHaveBeenCalledTimes(1);
});

test('installs again for another lock file', async () => {
	const before = await ensureInstalled(folder);
	writeLock('2.0.0');
	expect(installedPath(folder)).toBeUndefined();
	expect(await ensureInstalled(folder)).not.toBe(before);
});

test('installs once when started twice, and says that the second waits', async () => {
	/** @type {string[]} */
	const lines = [];
	const options = {
		afterInstall: build,
		onProgress: (/** @type {string} */ line) => lines.push(line),
	};
	const [one, two] = await Promise.all([
		ensureInstalled(folder, options),
		ensureInstalled(folder, options),
	]);
	expect(one).toBe(two);
	expect(build).toHaveBeenCalledTimes(1);
	expect(lines.filter((line) => line.startsWith('Waiting'))).toHaveLength(1);
});

test('removes a failed install and installs again', async () => {
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

test("asks the registry when npm's cache does not know a new version yet", async () => {
	const registry = await Registry.start();
	const source = path.join(root, 'needed', 'package');
	fs.mkdirSync(source, { recursive: true });
	const manifest = { name: 'needed', version: '1.0.0' };
	fs.writeFileSync(path.join(source, 'package.json'), JSON.stringify(manifest));
	const older = path.join(root, 'needed.tgz');
	await run('tar', ['-czf', older, '-C', path.dirname(source), 'package']);
	const install = async (/** @type {string} */ tarball) => {
		const { version, integrity } = await registry.publish(tarball);
		writeLock(version, { 'node_modules/needed': { version, integrity } });
		// Silent as `npm --silent start`, in which npm does not say why it fails.
		const settings = `registry=${registry.url}\nloglevel=silent\n`;
		fs.writeFileSync(path.join(folder, '.npmrc'), settings);
		return await ensureInstalled(folder);
	};
	try {
		await install(older);
		const place = await install(await repack(older, root));
		const needed = path.join(place, 'node_modules', 'needed', 'package.json');
		expect(JSON.parse(fs.readFileSync(needed, 'utf8')).version).not.toBe('1.0.0');
	} finally {
		await registry.stop();
	}
});

test('replaces an interrupted install', async () => {
	const place = await ensureInstalled(folder, { afterInstall: build });
	fs.rmSync(path.join(place, 'installed.json'));
	fs.mkdirSync(`${place}.partial-1`);

	expect(installedPath(folder)).toBeUndefined();
	expect(await ensureInstalled(folder, { afterInstall: build })).toBe(place);
	expect(build).toHaveBeenCalledTimes(2);
	expect(fs.existsSync(`${place}.partial-1`)).toBe(false);
});

test('reports a full disk before it downloads anything', async () => {
	const wanted = ensureInstalled(folder, { what: 'n8n', gigabytes: 1e9 });
	await expect(wanted).rejects.toThrow(/^Installing n8n needs about 1000000000 GB in .* are free/);
	await expect(wanted).rejects.toBeInstanceOf(UserError);
});

test('explains a cache that cannot be written', async () => {
	const file = path.join(root, `file-${folders}`);
	fs.writeFileSync(file, '');
	useCache(file);
	const wanted = ensureInstalled(folder);
	await expect(wanted).rejects.toThrow(/cannot be written/);
	await expect(wanted).rejects.toBeInstanceOf(UserError);
});
