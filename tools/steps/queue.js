'use strict';

const { jestStep } = require('./jestProject');

const inQueueMode = jestStep('queue', 'n8n in queue mode: main, webhook process and workers', [
	'n8n',
]);

/**
 * Where the servers that queue mode needs are missing, there is nothing to run it on: on a person's
 * machine that is said and passed over, in CI it is a failure.
 * @type {import('./step').Step}
 */
const queue = {
	...inQueueMode,
	needs: ['queueServers', 'n8n'],
	run: async (prepared) => {
		const { missing } = prepared.queueServers;
		if (!missing) return await inQueueMode.run(prepared);
		const why = `queue (skipped: ${missing})`;
		if (process.env.CI !== 'true') return { passed: 0, failed: 0, skipped: [why], output: '' };
		return { passed: 0, failed: 1, skipped: [], output: `Queue mode is not tested: ${missing}.` };
	},
};

module.exports = { queue };
