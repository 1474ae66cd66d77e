'use strict';

// Starts a PostgreSQL server with a random password.
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { lastLines, run } = require('../bootstrap/childProcess');
const { UserError } = require('../bootstrap/userError');
const { requireExecutable } = require('./executables');
const { freePort, LOOPBACK } = require('./freePort');
const { startServer } = require('./server');

/** The system user that Debian's package creates, and the first user of the database. */
const USER = 'postgres';
/** The data is temporary, so no write needs to reach the disk. */
const NO_SYNC = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/** @param {'-u' | '-g'} which @returns {Promise<number>} */
async function idOfUser(which) {
	const { code, stdout } = await run('id', [which, USER]);
	if (code === 0) return Number(stdout);
	throw new UserError(
		`PostgreSQL refuses to run as root, and there is no user '${USER}'. Install PostgreSQL from a ` +
			'package of the system, which creates that user, or use another user than root.',
	);
}

/** @returns {Promise<{uid?: number, gid?: number}>} the user that runs PostgreSQL, which refuses root */
async function serverUser() {
	if (process.getuid?.() !== 0) return {};
	return { uid: await idOfUser('-u'), gid: await idOfUser('-g') };
}

/**
 * @param {string} folder for its log and data
 * @returns {Promise<{variables: NodeJS.ProcessEnv} & import('./server').ServerProcess>} with the
 *   environment variables for n8n
 */
async function startPostgres(folder) {
	const data = path.join(folder, 'postgres');
	fs.mkdirSync(data, { mode: 0o700 });
	const user = await serverUser();
	const password = randomBytes(18).toString('base64url');
	const passwordFile = path.join(folder, 'postgres-password');
	fs.writeFileSync(passwordFile, password, { mode: 0o600 });
	if (user.uid !== undefined && user.gid !== undefined) {
		for (const place of [data, passwordFile]) fs.chownSync(place, user.uid, user.gid);
	}

	const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
	const initArgs = ['-D', data, `--username=${USER}`, `--pwfile=${passwordFile}`, ...options];
	const made = await run(requireExecutable('initdb'), initArgs, { cwd: data, ...user });
	fs.rmSync(passwordFile);
	if (made.code !== 0) {
		throw new UserError(`PostgreSQL could not be set up:\n${lastLines(made.output)}`);
	}
	const port = String(await freePort());
	const args = ['-D', data, '-h', LOOPBACK, '-p', port, '-k', '', ...NO_SYNC];
	const server = await startServer(
		// With SIGINT it does not wait for its clients.
		{ command: requireExecutable('postgres'), args, cwd: data, endSignal: 'SIGINT', ...user },
		{
			name: 'PostgreSQL',
			log: path.join(folder, 'postgres.log'),
			ready: 'database system is ready to accept connections',
		},
	);
	const variables = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: LOOPBACK,
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_PASSWORD: password,
	};
	return { ...server, variables };
}

module.exports = { startPostgres };
