'use strict';

const { run } = require('../../tools/bootstrap/childProcess');
const { ROOT } = require('../../tools/bootstrap/install');
const { jestArguments } = require('../../tools/commands/soak');

test('jest accepts the arguments of the soak, and finds the files that read the number of runs', async () => {
	const jest = require.resolve('jest/bin/jest');
	const args = [jest, '--listTests', ...jestArguments({ runs: 1 }, 'Claim > Unclaim')];
	const { code, output } = await run(process.execPath, args, { cwd: ROOT });

	expect({ code, output }).toMatchObject({ code: 0 });
	expect(output.match(/test\/properties\/\w+\.test\.ts/g)).toHaveLength(7);
});
