const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

const clean = async () => await rm('dist', { recursive: true, force: true });

// The codex and schema files (*.json) come along with the sources, because tsconfig.json includes them.
const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));

exports.build = series(clean, compile, icons);
exports.default = exports.build;
