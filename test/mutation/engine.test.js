// Those engine tests that show most of what a run does, in one file so that n8n's engine is loaded
// once for each change that is tried, not once for each file.
const files = ['run', 'token', 'issue.revoke', 'earn.create', 'hostileServer', 'badge.getAll'];

for (const name of files) {
	describe(name, () => {
		require(`../engine/${name}.test.ts`);
	});
}
