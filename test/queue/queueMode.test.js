'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { until } = require('../../tools/services/polling');
const { freePort } = require('../../tools/services/freePort');
const { temporaryFolder } = require('../tools/temporaryFolder');

const TOOL = path.resolve(__dirname, '..', '..', 'tools', 'commands', 'queueMode.js');
/** The tool, n8n's three processes, a task runner, three servers and the watchers of two of them. */
const AT_LEAST = 9;

const folder = temporaryFolder();

/** @returns {Array<{pid: number, parent: number}>} every process of this machine */
function processes() {
	const { stdout } = spawnSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
	return stdout
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number))
		.map(([pid, parent]) => ({ pid, parent }));
}

/** @param {number} root @returns {number[]} a process and all its descendants */
function family(root) {
	const all = processes();
	const pids = [root];
	for (const pid of pids)
		pids.push(...all.filter(({ parent }) => parent === pid).map((one) => one.pid));
	return pids;
}

test('npm run queue-mode leaves no processes and no files behind', async () => {
	// PostgreSQL runs as another user when this runs as root.
	fs.chmodSync(folder, 0o711);
	const args = [TOOL, '--workers', '1', '--port', String(await freePort())];
	const env = { ...process.env, TMPDIR: folder };
	const tool = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
	const ended = once(tool, 'exit');
	let printed = '';
	const ready = new Promise((resolve) => {
		tool.stdout.on('data', (text) => {
			printed += text;
			if (printed.includes('Ctrl-C ends all of it')) resolve('ready');
		});
	});
	expect(await Promise.race([ready, ended])).toBe('ready');
	const [url] = /http:\S+(?= {3}the editor)/.exec(printed) ?? [''];
	expect((await fetch(`${url}/healthz/readiness`)).status).toBe(200);
	const pids = family(Number(tool.pid));
	expect(pids.length).toBeGreaterThanOrEqual(AT_LEAST);

	tool.kill('SIGINT');
	expect(await ended).toEqual([0, null]);
	// Killed processes disappear a moment later.
	await until(async () => processes().every(({ pid }) => !pids.includes(pid)));
	expect(fs.readdirSync(folder)).toEqual([]);
});
