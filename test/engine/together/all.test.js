// All engine tests in one file, for `npm test`: jest loads n8n's engine once for each file, which takes
// longer than the tests of most files.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '..');

for (const name of readdirSync(folder).filter((file) => file.endsWith('.test.ts'))) {
	describe(name, () => {
		require(join(folder, name));
	});
}
