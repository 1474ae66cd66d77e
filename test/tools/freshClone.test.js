'use strict';

// Each command installs the development packages itself, so it must start without them.
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('../../tools/bootstrap/childProcess');
const { ROOT } = require('../../tools/bootstrap/install');
const { scripts } = require('../../package.json');
const { temporaryFolder } = require('./temporaryFolder');

const COMMANDS = Object.entries(scripts).flatMap(([name, script]) =>
	script.startsWith('node ') ? [[name, script.split(' ')[1]]] : [],
);
const LEFT_OUT = ['.git', 'dist', 'node_modules', 'reports'];

const clone = temporaryFolder();
beforeAll(() => {
	const filter = (/** @type {string} */ place) => !LEFT_OUT.includes(path.relative(ROOT, place));
	fs.cpSync(ROOT, clone, { recursive: true, filter });
});

test.each(COMMANDS)('npm run %s starts without the development packages', async (_, file) => {
	const { code, output } = await run(process.execPath, [file, '--help'], { cwd: clone });
	expect(output).toMatch(/^npm /);
	expect(code).toBe(0);
});
