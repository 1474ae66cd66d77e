// No pattern takes more time than in proportion to the length of a text: the texts of sheets, agents and
// servers have any length, and a pattern that takes its square stops all of n8n. n8n's lint wants its own
// configuration left as it is, so this one stands beside it.
import regexp from 'eslint-plugin-regexp';
import { parser } from 'typescript-eslint';

export default [
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		languageOptions: { parser },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		plugins: { regexp },
		rules: {
			// A file that says more is two.
			'max-lines': ['error', 200],
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential' }],
			'no-restricted-syntax': [
				'error',
				{
					selector:
						":matches(NewExpression, CallExpression)[callee.name='RegExp'][arguments.0.type!='Identifier']",
					message: 'Write the pattern as a literal, which is checked.',
				},
			],
		},
	},
];
