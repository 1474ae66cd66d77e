'use strict';

const path = require('node:path');
const { freePort, LOOPBACK } = require('../free-port');
const { startServer } = require('./server-process');
const { serverProgram } = require('./servers');

/**
 * Starts a Redis of its own that keeps nothing on disk.
 * @param {string} folder for its log
 * @returns {Promise<{variables: NodeJS.ProcessEnv} & import('./server-process').ServerProcess>} with
 *   what tells n8n of it
 */
async function startRedis(folder) {
	const port = String(await freePort());
	const args = ['--bind', LOOPBACK, '--port', port, '--save', '', '--appendonly', 'no'];
	const server = await startServer(
		{ command: serverProgram('redis-server'), args, cwd: folder, endSignal: 'SIGTERM' },
		{ name: 'Redis', log: path.join(folder, 'redis.log'), ready: 'Ready to accept connections' },
	);
	const variables = { QUEUE_BULL_REDIS_HOST: LOOPBACK, QUEUE_BULL_REDIS_PORT: port };
	return { ...server, variables };
}

module.exports = { startRedis };
