// What counts as used, for the check `unused`: https://knip.dev/reference/configuration
module.exports = {
	entry: [
		'*.config.mjs',
		'test/mutation/*.js',
		'test/security/take-out.js',
		'gulpfile.js',
		'nodes/**/*.node.ts',
		'credentials/*.ts',
		'tools/commands/*.js',
		'bench/*.js',
		'bench/n8n-nodes-bench/*.node.js',
		'test/**/*.test.{ts,js}',
		'test/**/*.cts',
	],
	project: ['**/*.{ts,cts,js,mjs}', '!dist/**'],
	ignoreExportsUsedInFile: true,
	ignoreDependencies: [
		// The check `imports` runs it by its path.
		'dependency-cruiser',
		// Pins what n8n's own packages leave open, below a version that cannot be installed.
		'@langchain/langgraph',
		// They come with n8n-core, jest and n8n's lint, whose own copies are wanted.
		'@eslint/js',
		'@n8n/di',
		'jest-runner',
		'typescript-eslint',
	],
};
