'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { lastLines, run } = require('../bootstrap/childProcess');
const { npmFailure, runNpm } = require('../bootstrap/npm');
const { UserError } = require('../bootstrap/userError');

const ROOT = path.resolve(__dirname, '..', '..');

/**
 * Compiles the package into dist/.
 * @throws {UserError} with what the compiler says
 */
async function buildPackage() {
	const gulp = path.join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const { code, output } = await run(process.execPath, [gulp, 'build'], { cwd: ROOT });
	if (code !== 0) throw new UserError(`The package does not compile:\n${lastLines(output)}`);
}

/**
 * Packs the built package just as `npm publish` would.
 * @param {string} folder where to put the tarball
 * @returns {Promise<{tarball: string, files: string[]}>} its path, and the paths inside it
 */
async function packPackage(folder) {
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const { code, stdout, output } = await runNpm(args, { cwd: ROOT });
	if (code !== 0) throw new UserError(npmFailure('Packing the package', output));
	const [{ filename, files }] = JSON.parse(stdout);
	return {
		tarball: path.join(folder, filename),
		files: files.map((/** @type {{path: string}} */ file) => file.path),
	};
}

/**
 * Unpacks a package as npm and n8n do.
 * @param {string} tarball
 * @param {string} folder made anew; then holds package.json and what belongs to it
 */
async function unpackPackage(tarball, folder) {
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	const { code, output } = await run('tar', [
		'-xzf',
		tarball,
		'-C',
		folder,
		'--strip-components=1',
	]);
	if (code !== 0) throw new UserError(`The package cannot be unpacked:\n${lastLines(output)}`);
}

module.exports = { buildPackage, packPackage, unpackPackage };
