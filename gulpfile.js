const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, series, src } = require('gulp');

const clean = async () => await rm('dist', { recursive: true, force: true });

// Compiles the sources; the codex and schema files (*.json) come along, because tsconfig.json includes them.
const compile = async () => {
	const tsc = require.resolve('typescript/bin/tsc');
	try {
		await promisify(execFile)(process.execPath, [tsc]);
	} catch (error) {
		throw new Error(error.stdout || error.message);
	}
};

// encoding: false, since gulp would otherwise read images as text.
const icons = () => src('icons/*.{svg,png}', { encoding: false }).pipe(dest('dist/icons'));

exports.build = series(clean, compile, icons);
exports.default = exports.build;
