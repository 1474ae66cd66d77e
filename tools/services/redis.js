'use strict';

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { freePort, LOOPBACK } = require('./freePort');
const { startServer } = require('./server');
const { serverProgram } = require('./executables');

/**
 * Starts a Redis of its own with a random password, which keeps nothing on disk unless told.
 * @param {string} folder for its log and what it keeps
 * @param {{keeps?: boolean, variables?: NodeJS.ProcessEnv}} [options] `keeps`: writes each change to
 *   disk; `variables`: those of an earlier one, in whose place it comes
 * @returns {Promise<{variables: NodeJS.ProcessEnv} & import('./server').ServerProcess>} with
 *   what tells n8n of it
 */
async function startRedis(folder, { keeps = false, variables } = {}) {
	const settings = variables ?? {
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(await freePort()),
		QUEUE_BULL_REDIS_PASSWORD: randomBytes(18).toString('base64url'),
	};
	const { QUEUE_BULL_REDIS_PORT: port = '', QUEUE_BULL_REDIS_PASSWORD: password } = settings;
	// In a file: every user of the machine sees the arguments of a program.
	const file = path.join(folder, 'redis.conf');
	fs.writeFileSync(file, `requirepass ${password}\n`, { mode: 0o600 });
	const kept = ['--save', '', '--appendonly', keeps ? 'yes' : 'no', '--dir', folder];
	const args = [file, '--bind', LOOPBACK, '--port', port, ...kept];
	const server = await startServer(
		{ command: serverProgram('redis-server'), args, cwd: folder, endSignal: 'SIGTERM' },
		{ name: 'Redis', log: path.join(folder, 'redis.log'), ready: 'Ready to accept connections' },
	);
	return { ...server, variables: settings };
}

module.exports = { startRedis };
