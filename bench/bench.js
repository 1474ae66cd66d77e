'use strict';

// npm run bench: compares the node with n8n's HTTP Request node.
const { runCommand } = require('../tools/bootstrap/runCommand');

const HELP = `npm run bench: the Capillary Badges node beside n8n's HTTP Request node, in one real n8n.

  npm run bench                   everything (about ten minutes); writes docs/benchmark.md
  npm run bench -- --rounds 5     the number of rounds (default 3); the medians count
  npm run bench -- --quick        one round without the 10,000 rows; writes nothing
  npm run bench -- --help         this text

The exit code is 1 when a target is missed.`;

void runCommand({
	help: HELP,
	options: { quick: { type: 'boolean' }, rounds: { type: 'integer', max: 99 } },
	run: async ({ quick, rounds = quick ? 1 : 3 }) => {
		// The development packages are installed now.
		require('./typescript');
		return await require('./comparison').bench(quick, rounds);
	},
});
