'use strict';

const path = require('node:path');
const { ROOT } = require('../../tools/bootstrap/install');
const { jestCheck, resultOf, withoutResult } = require('../../tools/checks/jest');

/** @param {object} differences @returns {Parameters<typeof resultOf>[0]} */
const report = (differences) => ({
	success: true,
	numPassedTests: 2,
	numFailedTests: 0,
	numRuntimeErrorTestSuites: 0,
	testResults: [],
	...differences,
});

test('counts passed tests', () => {
	expect(resultOf(report({}), '')).toMatchObject({ passed: 2, failed: 0, skipped: [] });
});

/** @type {Array<[string, Parameters<typeof resultOf>[0]]>} */
const FAILURES = [
	['no test at all', report({ numPassedTests: 0 })],
	['no report', undefined],
	['a test that failed', report({ success: false, numFailedTests: 1 })],
	['a file that cannot be loaded', report({ success: false, numRuntimeErrorTestSuites: 1 })],
	['a run that failed as a whole', report({ success: false })],
];

test.each(FAILURES)('counts %s as a failure', (_name, one) => {
	expect(resultOf(one, 'what jest said')).toMatchObject({ failed: 1, output: 'what jest said' });
});

test('names skipped tests', () => {
	const tests = [{ status: 'pending', title: 'b', fullName: 'a b (skipped: no browser)' }];
	const skipped = report({ testResults: [{ assertionResults: tests }] });
	expect(resultOf(skipped, '').skipped).toEqual(['a b (skipped: no browser)']);
});

test('names the files that have no result', () => {
	const files = ['a/one.test.js', 'b/two.test.js'].map((file) => path.join(ROOT, file)).join('\n');
	const output = 'PASS unit a/one.test.js\nStopped';

	expect(withoutResult(`${files}\n`, output)).toBe('Without a result: b/two.test.js');
});

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
