'use strict';

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { freePort, LOOPBACK } = require('../free-port');
const { startServer } = require('./server-process');
const { serverProgram } = require('./servers');

/**
 * Starts a Redis of its own that keeps nothing on disk and has a random password.
 * @param {string} folder for its log
 * @returns {Promise<{variables: NodeJS.ProcessEnv} & import('./server-process').ServerProcess>} with
 *   what tells n8n of it
 */
async function startRedis(folder) {
	const port = String(await freePort());
	const password = randomBytes(18).toString('base64url');
	// In a file: every user of the machine sees the arguments of a program.
	const settings = path.join(folder, 'redis.conf');
	fs.writeFileSync(settings, `requirepass ${password}\n`, { mode: 0o600 });
	const args = [settings, '--bind', LOOPBACK, '--port', port, '--save', '', '--appendonly', 'no'];
	const server = await startServer(
		{ command: serverProgram('redis-server'), args, cwd: folder, endSignal: 'SIGTERM' },
		{ name: 'Redis', log: path.join(folder, 'redis.log'), ready: 'Ready to accept connections' },
	);
	const variables = {
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: port,
		QUEUE_BULL_REDIS_PASSWORD: password,
	};
	return { ...server, variables };
}

module.exports = { startRedis };
