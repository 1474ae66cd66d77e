'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { tryLock } = require('../../tools/bootstrap/lock');
const { temporaryFolder } = require('./temporaryFolder');

const folder = temporaryFolder();

/** @param {string} file @returns {{release: () => void}} */
function locked(file) {
	const lock = tryLock(file);
	if ('holder' in lock) throw new Error('The lock is held.');
	return lock;
}

test('a lock is held until it is released, and its holder is known', () => {
	const file = path.join(folder, 'held.lock');
	const lock = locked(file);
	expect(tryLock(file)).toMatchObject({ holder: { pid: process.pid } });
	lock.release();
	locked(file);
	expect(fs.readdirSync(folder)).toEqual(['held.lock']);
});

test('the lock of a dead process is free', () => {
	const file = path.join(folder, 'dead.lock');
	const { pid } = spawnSync(process.execPath, ['--version']);
	fs.writeFileSync(file, JSON.stringify({ id: 'dead', host: os.hostname(), pid }));
	locked(file);
	expect(tryLock(file)).toMatchObject({ holder: { pid: process.pid } });
});
