'use strict';

const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const { setTimeout: sleep } = require('node:timers/promises');

/** @typedef {{id: string, host: string, pid: number}} Holder who holds a lock */

/** How often a waiting process looks again, in milliseconds. */
const POLL_MS = 300;

/** @param {string} file @returns {Holder | undefined} */
function readHolder(file) {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8'));
	} catch {
		// Released meanwhile, or its holder died between creating and filling it.
		return undefined;
	}
}

/** @param {Holder} holder a process on another host, seen through a shared disk, counts as alive */
function isAlive(holder) {
	if (holder.host !== os.hostname()) return true;
	try {
		process.kill(holder.pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/** @param {string} file @param {Holder} me whether the lock is mine now */
function take(file, me) {
	const draft = `${file}.${me.id}`;
	fs.writeFileSync(draft, JSON.stringify(me));
	try {
		// A link appears with its content or not at all, and never replaces another.
		fs.linkSync(draft, file);
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		return false;
	} finally {
		fs.rmSync(draft);
	}
}

/** @param {string} file @param {Holder} me removes a lock whose holder died, if it still is that one */
function removeDead(file, me) {
	const aside = `${file}.${me.id}`;
	try {
		fs.renameSync(file, aside);
	} catch {
		return; // another process was quicker
	}
	const moved = readHolder(aside);
	// Between looking and moving somebody may have taken the lock anew: give it back.
	if (moved && isAlive(moved)) fs.linkSync(aside, file);
	fs.rmSync(aside);
}

/**
 * Tries to take a lock that ends with its process at the latest.
 * @param {string} file the lock's file; its folder exists
 * @returns {{release: () => void} | {holder: Holder | undefined}} the lock, or who has it
 */
function tryLock(file) {
	const me = { id: randomUUID(), host: os.hostname(), pid: process.pid };
	const before = readHolder(file);
	if (before && !isAlive(before)) removeDead(file, me);
	if (!take(file, me)) return { holder: readHolder(file) };
	return { release: () => fs.rmSync(file, { force: true }) };
}

/**
 * Does something while holding a lock, waiting for it as long as it takes.
 * @template T
 * @param {string} file the lock's file; its folder exists
 * @param {{onWait: (pid: number | undefined) => void}} listener told once if another process has it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(file, { onWait }, work) {
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
