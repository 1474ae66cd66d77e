'use strict';

const { jestCheck } = require('../../tools/checks/jest');

const missing = () => 'Redis not found on this machine';
const run = async () => await jestCheck('queue', 'n8n in queue mode', { missing }).run();

const { CI } = process.env;
afterEach(() => {
	if (CI === undefined) delete process.env.CI;
	else process.env.CI = CI;
});

test('skips a check with the reason when a program is missing', async () => {
	delete process.env.CI;
	expect(await run()).toMatchObject({
		failed: 0,
		skipped: ['queue (skipped: Redis not found on this machine)'],
	});
});

test('fails instead in CI', async () => {
	process.env.CI = 'true';
	expect(await run()).toMatchObject({
		failed: 1,
		output: expect.stringContaining('Redis not found on this machine'),
	});
});
