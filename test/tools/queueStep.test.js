'use strict';

const { queue } = require('../../tools/steps/queue');

/** What the step comes to on a machine without the servers. */
const run = async () => {
	const missing = 'there is no Redis on this machine';
	const packed = { tarball: '', folder: '', files: [] };
	return await queue.run({ packed, queueServers: { missing } });
};

const { CI } = process.env;
afterEach(() => {
	if (CI === undefined) delete process.env.CI;
	else process.env.CI = CI;
});

test("without its servers, queue mode is passed over on a person's machine, with the reason", async () => {
	delete process.env.CI;
	expect(await run()).toMatchObject({
		failed: 0,
		skipped: ['queue (skipped: there is no Redis on this machine)'],
	});
});

test('and a failure in CI', async () => {
	process.env.CI = 'true';
	expect(await run()).toMatchObject({
		failed: 1,
		output: expect.stringContaining('there is no Redis on this machine'),
	});
});
