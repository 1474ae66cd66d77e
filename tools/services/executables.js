'use strict';

// Finds the programs that the commands need and that npm does not install. `node
// tools/services/executables.js` prints the Debian packages of those that are missing.
const fs = require('node:fs');
const path = require('node:path');
const { UserError } = require('../bootstrap/userError');

/** Debian keeps PostgreSQL's server outside PATH, in a folder for each version. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/**
 * @typedef {object} Program
 * @property {string} name for people
 * @property {string} debian the packages that bring it
 * @property {string[]} commands of which one is enough
 * @property {string} [variable] an environment variable that can hold its path
 * @property {() => string[]} [folders] where to look besides PATH
 */

function postgresFolders() {
	if (!fs.existsSync(POSTGRES_VERSIONS)) return [];
	const versions = fs.readdirSync(POSTGRES_VERSIONS).map(Number);
	versions.sort((one, other) => other - one);
	return versions.map((version) => path.join(POSTGRES_VERSIONS, String(version), 'bin'));
}

/** @satisfies {Record<string, Program>} */
const PROGRAMS = {
	chromium: {
		name: 'Chromium',
		debian: 'chromium fonts-liberation',
		// On Ubuntu, chromium-browser may be a script that only refers to a snap, so it comes last.
		commands: ['chromium', 'google-chrome', 'Chromium', 'Google Chrome', 'chromium-browser'],
		variable: 'CHROMIUM_PATH',
		folders: () =>
			['Chromium', 'Google Chrome'].map((app) => `/Applications/${app}.app/Contents/MacOS`),
	},
	redis: { name: 'Redis', debian: 'redis-server', commands: ['redis-server'] },
	initdb: {
		...{ name: 'PostgreSQL', debian: 'postgresql', commands: ['initdb'] },
		folders: postgresFolders,
	},
	postgres: {
		...{ name: 'PostgreSQL', debian: 'postgresql', commands: ['postgres'] },
		folders: postgresFolders,
	},
	nginx: {
		...{ name: 'nginx', debian: 'nginx-light', commands: ['nginx'] },
		folders: () => ['/usr/sbin'],
	},
	caddy: { name: 'Caddy', debian: 'caddy', commands: ['caddy'] },
	// node-gyp builds n8n's database driver with these where it cannot be downloaded.
	python: { name: 'Python 3', debian: 'python3', commands: ['python3', 'python'] },
	make: { name: 'make', debian: 'make', commands: ['make', 'gmake'] },
	compiler: { name: 'a C++ compiler', debian: 'g++', commands: ['g++', 'c++', 'clang++'] },
};

/** @typedef {keyof typeof PROGRAMS} ProgramName */

/** What queue mode needs. @type {ProgramName[]} */
const QUEUE_MODE = ['redis', 'initdb', 'postgres'];
/** What a build of native code needs. @type {ProgramName[]} */
const BUILD_TOOLS = ['python', 'make', 'compiler'];

/** @param {ProgramName} name @returns {string | undefined} the path of the program */
function findExecutable(name) {
	/** @type {Program} */
	const { commands, variable, folders } = PROGRAMS[name];
	const fixed = variable && process.env[variable];
	if (fixed) return fixed;
	const places = [...(process.env.PATH ?? '').split(path.delimiter), ...(folders?.() ?? [])];
	return commands
		.flatMap((command) => places.map((place) => path.join(place, command)))
		.find((file) => fs.existsSync(file));
}

/** @param {ProgramName[]} names @param {'name' | 'debian'} property @returns {string[]} each once */
const missing = (names, property) => [
	...new Set(names.filter((name) => !findExecutable(name)).map((name) => PROGRAMS[name][property])),
];

/**
 * @param {ProgramName[]} names
 * @returns {string | undefined} a clause with what is missing and how to install it; undefined when
 *   nothing is missing
 */
function missingPrograms(names) {
	const programs = missing(names, 'name');
	if (programs.length === 0) return undefined;
	const packages = missing(names, 'debian').join(' ');
	const how = `on Debian and Ubuntu, install it with apt-get install ${packages}`;
	return `${programs.join(' and ')} not found on this machine; ${how}`;
}

/** @param {ProgramName} name @returns {string} its path @throws {UserError} when it is missing */
function requireExecutable(name) {
	const file = findExecutable(name);
	if (!file) throw new UserError(`${missingPrograms([name])}.`);
	return file;
}

module.exports = {
	...{ BUILD_TOOLS, QUEUE_MODE },
	...{ findExecutable, missingPrograms, requireExecutable },
};

if (require.main === module) {
	const names = /** @type {ProgramName[]} */ (Object.keys(PROGRAMS));
	console.log(missing(names, 'debian').join(' '));
}
