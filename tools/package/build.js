'use strict';

// Builds, packs and unpacks the package.
const fs = require('node:fs');
const path = require('node:path');
const { lastLines, run } = require('../bootstrap/childProcess');
const { cacheFolder } = require('../bootstrap/cacheFolder');
const { ROOT, shortHash } = require('../bootstrap/install');
const { withLock } = require('../bootstrap/lock');
const { npm } = require('../bootstrap/npm');
const { UserError } = require('../bootstrap/userError');

/** Builds the package into dist/. @throws {UserError} with the compiler's messages */
async function buildPackage() {
	const gulp = path.join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const { code, output } = await run(process.execPath, [gulp, 'build'], { cwd: ROOT });
	if (code !== 0) throw new UserError(`The package does not compile:\n${lastLines(output)}`);
}

/**
 * Packs the built package as `npm publish` does.
 * @param {string} folder for the tarball
 * @returns {Promise<{tarball: string, files: string[]}>} its path, and the paths inside it
 */
async function packPackage(folder) {
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const stdout = await npm('Packing the package', args, { cwd: ROOT });
	const [{ filename, files }] = JSON.parse(stdout);
	return {
		tarball: path.join(folder, filename),
		files: files.map((/** @type {{path: string}} */ file) => file.path),
	};
}

/**
 * Builds and packs the package. Of several processes in one clone, one at a time does so, because each
 * build replaces dist/.
 * @param {string} folder for the tarball
 */
async function buildAndPack(folder) {
	fs.mkdirSync(cacheFolder(), { recursive: true });
	const lock = path.join(cacheFolder(), `build-${shortHash(ROOT)}.lock`);
	return await withLock(
		lock,
		() => {},
		async () => {
			await buildPackage();
			return await packPackage(folder);
		},
	);
}

/**
 * Unpacks a package as npm and n8n do.
 * @param {string} tarball
 * @param {string} folder is replaced; then holds package.json and the other files
 */
async function unpackPackage(tarball, folder) {
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	const args = ['-xzf', tarball, '-C', folder, '--strip-components=1'];
	const { code, output } = await run('tar', args);
	if (code !== 0) throw new UserError(`The package cannot be unpacked:\n${lastLines(output)}`);
}

module.exports = { buildAndPack, buildPackage, unpackPackage };
