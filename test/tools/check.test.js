'use strict';

const { oneTest, reports, taskOf } = require('../../tools/checks/check');

/** @param {() => Promise<import('../../tools/checks/check').Result>} run @returns {Promise<unknown>} */
const runTask = async (run) => {
	const task = /** @type {() => Promise<void>} */ (
		taskOf({ name: 'spelling', description: 'no mistake', run })
	);
	return await task();
};

beforeEach(() => {
	reports.length = 0;
	jest.spyOn(console, 'log').mockReturnValue();
});

test('succeeds and reports the result when the check passes', async () => {
	await runTask(async () => oneTest(true, ''));
	expect(reports).toMatchObject([{ name: 'spelling', passed: 1, failed: 0 }]);
});

test('fails and prints the output when the check fails', async () => {
	await expect(runTask(async () => oneTest(false, 'line 7'))).rejects.toThrow('spelling failed.');
	expect(console.log).toHaveBeenCalledWith('\nline 7\n');
	expect(reports).toMatchObject([{ name: 'spelling', passed: 0, failed: 1 }]);
});

test('counts an error of the check itself as a failure', async () => {
	const broken = async () => {
		throw new Error('no such file');
	};
	await expect(runTask(broken)).rejects.toThrow('spelling failed.');
	expect(reports).toMatchObject([{ name: 'spelling', passed: 0, failed: 1 }]);
});
