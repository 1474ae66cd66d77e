'use strict';

// node test/security/take-out.js: removes the code behind each promise of SECURITY.md, one at a
// time, and runs the test that must notice it. It fails when a test does not notice.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { PROMISES } = require('./promises');

const ROOT = path.resolve(__dirname, '..', '..');
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/** @param {import('./promises').SecurityPromise} promise @returns {boolean} whether its test fails without the code */
function isNoticed({ file, code, without, test, title }) {
	const place = path.join(ROOT, file);
	const source = fs.readFileSync(place, 'utf8');
	fs.writeFileSync(
		place,
		source.replace(code, () => without),
	);
	try {
		const args = [JEST, '--selectProjects', 'unit', '--runTestsByPath', test];
		if (title !== '') args.push('--testNamePattern', title);
		return spawnSync(process.execPath, args, { cwd: ROOT }).status !== 0;
	} finally {
		fs.writeFileSync(place, source);
	}
}

for (const promise of PROMISES) {
	const noticed = isNoticed(promise);
	console.log(`${noticed ? 'noticed    ' : 'NOT NOTICED'}  ${promise.file}: ${promise.code}`);
	if (!noticed) process.exitCode = 1;
}
