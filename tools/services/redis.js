'use strict';

// Starts a Redis server with a random password.
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { requireExecutable } = require('./executables');
const { freePort, LOOPBACK } = require('./freePort');
const { startServer } = require('./server');

/**
 * @param {string} folder for its log and data
 * @param {{keeps?: boolean, variables?: NodeJS.ProcessEnv}} [options] `keeps`: writes each change to
 *   disk. `variables`: those of an earlier server that this one replaces
 * @returns {Promise<{variables: NodeJS.ProcessEnv} & import('./server').ServerProcess>} with the
 *   environment variables for n8n
 */
async function startRedis(folder, { keeps = false, variables } = {}) {
	const settings = variables ?? {
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(await freePort()),
		QUEUE_BULL_REDIS_PASSWORD: randomBytes(18).toString('base64url'),
	};
	const { QUEUE_BULL_REDIS_PORT: port = '', QUEUE_BULL_REDIS_PASSWORD: password } = settings;
	// In a file, because every user of the machine can read the arguments of a program.
	const file = path.join(folder, 'redis.conf');
	fs.writeFileSync(file, `requirepass ${password}\n`, { mode: 0o600 });
	const storage = ['--save', '', '--appendonly', keeps ? 'yes' : 'no', '--dir', folder];
	const args = [file, '--bind', LOOPBACK, '--port', port, ...storage];
	const server = await startServer(
		{ command: requireExecutable('redis'), args, cwd: folder, endSignal: 'SIGTERM' },
		{ name: 'Redis', log: path.join(folder, 'redis.log'), ready: 'Ready to accept connections' },
	);
	return { ...server, variables: settings };
}

module.exports = { startRedis };
