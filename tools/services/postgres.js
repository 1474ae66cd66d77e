'use strict';

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { lastLines, run } = require('../bootstrap/childProcess');
const { freePort, LOOPBACK } = require('./freePort');
const { UserError } = require('../bootstrap/userError');
const { startServer } = require('./server');
const { serverProgram } = require('./executables');

/** The user that Debian's package makes for it, and the database's own first user. */
const USER = 'postgres';
/** Nothing in it outlives it, so nothing need reach the disk in time. */
const QUICK = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/** @param {'-u' | '-g'} which @returns {Promise<number>} */
async function idOfUser(which) {
	const { code, stdout } = await run('id', [which, USER]);
	if (code === 0) return Number(stdout);
	throw new UserError(
		`PostgreSQL does not run as root, and there is no user '${USER}' to run it as. Install it as ` +
			'a package of the system, which makes one, or start this as another user than root.',
	);
}

/** Who runs it: it refuses root. @returns {Promise<{uid?: number, gid?: number}>} */
async function whoRunsIt() {
	if (process.getuid?.() !== 0) return {};
	return { uid: await idOfUser('-u'), gid: await idOfUser('-g') };
}

/**
 * Starts a PostgreSQL of its own with a random password.
 * @param {string} folder below which it keeps its data
 * @returns {Promise<{variables: NodeJS.ProcessEnv} & import('./server').ServerProcess>} with
 *   what tells n8n of it
 */
async function startPostgres(folder) {
	const data = path.join(folder, 'postgres');
	fs.mkdirSync(data, { mode: 0o700 });
	const who = await whoRunsIt();
	const password = randomBytes(18).toString('base64url');
	const passwordFile = path.join(folder, 'postgres-password');
	fs.writeFileSync(passwordFile, password, { mode: 0o600 });
	if (who.uid !== undefined && who.gid !== undefined) {
		for (const place of [data, passwordFile]) fs.chownSync(place, who.uid, who.gid);
	}

	const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
	const initArgs = ['-D', data, `--username=${USER}`, `--pwfile=${passwordFile}`, ...options];
	const made = await run(serverProgram('initdb'), initArgs, { cwd: data, ...who });
	fs.rmSync(passwordFile);
	if (made.code !== 0) {
		throw new UserError(`PostgreSQL could not be set up:\n${lastLines(made.output)}`);
	}
	const port = String(await freePort());
	const args = ['-D', data, '-h', LOOPBACK, '-p', port, '-k', '', ...QUICK];
	const server = await startServer(
		// Told by SIGINT, it does not wait until its clients have gone.
		{ command: serverProgram('postgres'), args, cwd: data, endSignal: 'SIGINT', ...who },
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
