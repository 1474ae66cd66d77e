'use strict';

// npm run bench:memory: measures how much memory n8n uses for many rows.
const { runCommand } = require('../tools/bootstrap/runCommand');
const { UserError } = require('../tools/bootstrap/userError');

const HELP = `npm run bench:memory: how much memory n8n uses for 50,000 and 100,000 rows, and how long a
health check has to wait meanwhile.`;

void runCommand({
	help: HELP,
	prerequisites: () => {
		if (process.platform !== 'linux') {
			throw new UserError('Only Linux reports the memory of a process.');
		}
	},
	run: async () => {
		// The development packages are installed now.
		require('./typescript');
		return await require('./memoryUse').memory();
	},
});
