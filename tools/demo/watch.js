'use strict';

// npm run dev: after each change of the sources, builds the package, updates it in the running n8n, and
// runs the unit tests of what has changed.
const fs = require('node:fs');
const path = require('node:path');
const { exitCode, startChild } = require('../bootstrap/childProcess');
const { ROOT } = require('../bootstrap/install');

const SOURCES = ['nodes/**/*', 'credentials/**/*', 'icons/**/*'];

/** n8n then reloads a node when its files change. */
const RELOAD = { N8N_DEV_RELOAD: 'true' };

/** @param {string[]} files */
async function runRelatedTests(files) {
	const jest = require.resolve('jest/bin/jest');
	const args = ['--selectProjects', 'unit', '--passWithNoTests', '--findRelatedTests', ...files];
	await exitCode(startChild(process.execPath, [jest, ...args], { cwd: ROOT, stdio: 'inherit' }));
}

/**
 * @param {string} packageFolder the package in n8n's nodes folder
 * @param {(line: string) => void} onProgress
 */
function watchSources(packageFolder, onProgress) {
	const gulp = require('gulp');
	const { build } = require('../../gulpfile');
	/** @type {Set<string>} */
	const changed = new Set();
	const update = async () => {
		fs.cpSync(path.join(ROOT, 'dist'), path.join(packageFolder, 'dist'), { recursive: true });
		onProgress('Updated in n8n.');
	};
	const test = async () => {
		const files = [...changed];
		changed.clear();
		await runRelatedTests(files);
	};
	const watcher = gulp.watch(SOURCES, { cwd: ROOT }, gulp.series(build, update, test));
	watcher.on('all', (_event, file) => {
		if (changed.size === 0) onProgress('Building ...');
		changed.add(path.resolve(ROOT, file));
	});
	watcher.on('error', ({ message }) => onProgress(`Not updated: ${message}`));
}

module.exports = { RELOAD, watchSources };
