'use strict';

// Runs a program that cannot preload endWithParent.js, and stops it when the command ends: the system
// then closes the pipe that is this process's standard input. The one argument is a Program as JSON.
const { spawn } = require('node:child_process');

/**
 * @typedef {object} Program a program that does not read its standard input
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env] this process's environment by default
 * @property {number} [uid] this process's user by default
 * @property {number} [gid]
 * @property {NodeJS.Signals} endSignal shuts it down cleanly and without delay
 */

const { command, endSignal, args, ...options } = /** @type {Program} */ (
	JSON.parse(process.argv[2])
);
const program = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
const end = () => program.kill(endSignal);
process.on('SIGTERM', end);
process.stdin.once('end', end);
process.stdin.resume();
program.once('error', ({ message }) => {
	console.error(message);
	process.exit(1);
});
program.once('exit', (code) => process.exit(code ?? 1));
