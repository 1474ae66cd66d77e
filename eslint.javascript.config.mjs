// Rules that find faults in the JavaScript of the tools and the tests, and in all tests. n8n's lint, whose
// configuration must not change, covers only what ships.
import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import node from 'eslint-plugin-n';
import { parser, plugin as typescript } from 'typescript-eslint';

const JAVASCRIPT = ['*.js', '{tools,bench,test,sandbox}/**/*.{js,cts}'];
const TESTS = ['test/**/*.test.{js,ts}'];

export default [
	{ ignores: ['**/node_modules', 'dist', 'test/fixtures'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'off' } },
	{
		files: JAVASCRIPT,
		plugins: { n: node },
		languageOptions: {
			sourceType: 'commonjs',
			globals: node.configs['flat/recommended-script'].languageOptions.globals,
		},
		rules: {
			...js.configs.recommended.rules,
			// TypeScript checks this.
			'no-undef': 'off',
			'no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'array-callback-return': 'error',
			'no-constructor-return': 'error',
			'no-self-compare': 'error',
			'no-template-curly-in-string': 'error',
			'no-unreachable-loop': 'error',
			'eqeqeq': 'error',
			'n/handle-callback-err': 'error',
			'n/no-deprecated-api': 'error',
			'n/no-exports-assign': 'error',
			'n/no-path-concat': 'error',
			'n/no-unsupported-features/node-builtins': [
				'error',
				{ version: '>=20.19.0', allowExperimental: true },
			],
			'n/no-unsupported-features/es-syntax': [
				'error',
				{ version: '>=20.19.0', ignores: ['modules'] },
			],
			'n/process-exit-as-throw': 'error',
		},
	},
	{
		files: ['**/*.{ts,cts}'],
		languageOptions: { parser },
		// Comments in these files name its rules.
		plugins: { '@typescript-eslint': typescript },
	},
	{
		files: TESTS,
		plugins: { jest },
		languageOptions: { globals: jest.environments.globals.globals },
		rules: {
			'jest/no-duplicate-hooks': 'error',
			'jest/no-export': 'error',
			'jest/no-focused-tests': 'error',
			'jest/no-identical-title': 'error',
			'jest/valid-describe-callback': 'error',
			'jest/valid-expect': 'error',
			'jest/valid-expect-in-promise': 'error',
			'jest/valid-title': ['error', { ignoreTypeOfDescribeName: true, ignoreTypeOfTestName: true }],
			'jest/no-unneeded-async-expect-function': 'error',
		},
	},
	{
		// It awaits two assertions a few lines later, which the rule does not see.
		files: ['test/sandbox/faults.test.ts'],
		rules: { 'jest/valid-expect': 'off' },
	},
];
