'use strict';

// A lock file, with which of several processes only one does a thing.
const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const { setTimeout: sleep } = require('node:timers/promises');
const { isRunning } = require('./childProcess');

/** @typedef {{id: string, host: string, pid: number}} Holder */

const POLL_MS = 300;

/** @param {string} file @returns {Holder | undefined} */
function readHolder(file) {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8'));
	} catch {
		// There is no lock, or its holder died before it wrote the file.
		return undefined;
	}
}

/** @param {Holder} holder one on another host (a shared disk) counts as alive */
const isAlive = ({ host, pid }) => host !== os.hostname() || isRunning(pid);

/** @param {string} file @param {Holder} me @returns {boolean} whether this process has the lock now */
function take(file, me) {
	const draft = `${file}.${me.id}`;
	fs.writeFileSync(draft, JSON.stringify(me));
	try {
		// Unlike a write, a link never replaces a file and never shows a half-written one.
		fs.linkSync(draft, file);
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		return false;
	} finally {
		fs.rmSync(draft);
	}
}

/** Removes the lock of a dead process. @param {string} file @param {Holder} me */
function removeStale(file, me) {
	const moved = `${file}.${me.id}`;
	try {
		fs.renameSync(file, moved);
	} catch {
		return; // Another process has removed it.
	}
	const holder = readHolder(moved);
	// Another process may have taken the lock between the check and the rename: give it back.
	if (holder && isAlive(holder)) fs.linkSync(moved, file);
	fs.rmSync(moved);
}

/**
 * Takes a lock, unless another process has it. The lock of a process that has died is free.
 * @param {string} file in a folder that exists
 * @returns {{release: () => void} | {holder: Holder | undefined}} the lock, or who has it
 */
function tryLock(file) {
	const me = { id: randomUUID(), host: os.hostname(), pid: process.pid };
	const before = readHolder(file);
	if (before && !isAlive(before)) removeStale(file, me);
	if (!take(file, me)) return { holder: readHolder(file) };
	return { release: () => fs.rmSync(file, { force: true }) };
}

/**
 * Waits for a lock, and holds it during some work.
 * @template T
 * @param {string} file in a folder that exists
 * @param {(pid: number | undefined) => void} onWait called once when another process has the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(file, onWait, work) {
	let lock = tryLock(file);
	if ('holder' in lock) onWait(lock.holder?.pid);
	while ('holder' in lock) {
		await sleep(POLL_MS);
		lock = tryLock(file);
	}
	try {
		return await work();
	} finally {
		lock.release();
	}
}

module.exports = { tryLock, withLock };
