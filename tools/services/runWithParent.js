'use strict';

const { spawn } = require('node:child_process');

/**
 * @typedef {object} Program a program that does not read its standard input
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env] its environment; ours unless told
 * @property {number} [uid] who it runs as; without it, as we do
 * @property {number} [gid]
 * @property {NodeJS.Signals} endSignal what makes it end in good order, and soon
 */

// Runs a program that knows nothing of its parent, and ends it with that parent: like the processes
// of endWithParent.js, this one has a pipe for its standard input that the system closes when the
// tool that started it ends, in whatever way. The one argument is a Program as JSON.
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
