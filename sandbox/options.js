// @ts-check
// The options of the command line. In JavaScript, because n8n's lint keeps node:util from TypeScript.
const { parseArgs } = require('node:util');

const OPTIONS = /** @type {const} */ ({
	port: { type: 'string', default: '4010' },
	seed: { type: 'string', default: 'demo' },
	help: { type: 'boolean', short: 'h' },
});

const HELP = `Capillary Badges sandbox: a server for trying and testing, not Capillary.

  npm run sandbox [-- options]

  --port N      the port to listen on (default ${OPTIONS.port.default}; 0 takes any free port)
  --seed WHICH  demo (default): badges and customers to try things on; empty: no data
  --help        shows this text`;

/**
 * Reads the arguments.
 * @param {string[]} args
 * @returns {'help' | { port: number, seed: 'demo' | 'empty' }}
 * @throws {Error} when an option is unknown or its value is not allowed
 */
function readOptions(args) {
	const { help, port, seed } = parseArgs({ args, options: OPTIONS }).values;
	if (help) return 'help';
	if (!/^\d+$/.test(port) || Number(port) > 65_535) {
		throw new Error(`--port takes a number from 0 to 65535, not '${port}'.`);
	}
	if (seed !== 'demo' && seed !== 'empty') {
		throw new Error(`--seed takes demo or empty, not '${seed}'.`);
	}
	return { port: Number(port), seed };
}

module.exports = { HELP, readOptions };
