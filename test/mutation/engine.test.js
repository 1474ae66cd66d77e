// The engine tests that cover most of a run, in one file, so that n8n's engine is loaded once for
// each change and not once for each file.
const files = ['run', 'token', 'issue.revoke', 'earn.create', 'hostileServer', 'badge.getAll'];

for (const name of files) {
	describe(name, () => {
		require(`../engine/${name}.test.ts`);
	});
}
