'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { UserError } = require('../bootstrap/userError');

/** @typedef {'redis-server' | 'initdb' | 'postgres'} Program */

/** Debian and its kin keep PostgreSQL's server beside PATH, a folder for each version. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/** The servers that queue mode needs, the programs of each, and where else than on PATH they lie. */
const SERVERS = [
	{ name: 'Redis', debian: 'redis-server', programs: ['redis-server'], places: () => [] },
	{
		name: 'PostgreSQL',
		debian: 'postgresql',
		programs: ['initdb', 'postgres'],
		places: () =>
			fs.existsSync(POSTGRES_VERSIONS)
				? fs
						.readdirSync(POSTGRES_VERSIONS)
						.sort((one, other) => Number(other) - Number(one))
						.map((version) => path.join(POSTGRES_VERSIONS, version, 'bin'))
				: [],
	},
];

/** @param {string} program @param {string[]} places @returns {string | undefined} */
function placeOf(program, places) {
	const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...places];
	return folders.map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file));
}

/**
 * What this machine lacks for queue mode, in a sentence that says how to get it.
 * @returns {string | undefined} nothing when it lacks nothing
 */
function missingServers() {
	const missing = SERVERS.filter(({ programs, places }) =>
		programs.some((program) => placeOf(program, places()) === undefined),
	);
	if (missing.length === 0) return undefined;
	const names = missing.map(({ name }) => name).join(' and ');
	const packages = missing.map(({ debian }) => debian).join(' ');
	return (
		`there is no ${names} on this machine; ` +
		`on Debian and Ubuntu, apt-get install ${packages} brings what is missing`
	);
}

/**
 * Where a server's program lies.
 * @param {Program} program
 * @returns {string} its path
 * @throws {UserError} when this machine lacks it
 */
function serverProgram(program) {
	const server = SERVERS.find(({ programs }) => programs.includes(program));
	const place = placeOf(program, server?.places() ?? []);
	if (!place) throw new UserError(`Queue mode cannot be started: ${missingServers()}.`);
	return place;
}

module.exports = { missingServers, serverProgram };
