// @ts-check
const { currentContract } = require('../contract/contract');
const { contractNames, readContract } = require('../contract/files');
const { whatToDo } = require('../contract/whatToDo');

const current = currentContract();

it('has a file for each node and each credential', () => {
	expect(contractNames()).toEqual(Object.keys(current).sort());
});

it.each(Object.keys(current))('%s has the names and values that saved workflows use', (name) => {
	expect(whatToDo(readContract(name), current[name])).toBe('');
});

describe('a contract that differs', () => {
	const committed = ['limit is number, default 50', 'order takes "ASC"', 'order takes "ASC"'];

	it.each([
		['a line is missing', committed.slice(0, 2), ['- order takes "ASC"']],
		[
			'a line is changed',
			['limit is number, default 10', ...committed.slice(1)],
			['- limit is number, default 50', '+ limit is number, default 10'],
		],
	])('needs a new version of the node when %s', (_, now, lines) => {
		const [sentence, ...differences] = whatToDo(committed, now).split('\n');
		expect(sentence).toContain('a new `version` of the node');
		expect(differences).toEqual(lines);
	});

	it('needs a note and a new file when lines are only added', () => {
		const [sentence, ...differences] = whatToDo(committed, [...committed, 'x']).split('\n');
		expect(sentence).toMatch(/CHANGELOG\.md and run `npm run contract`/);
		expect(differences).toEqual(['+ x']);
	});
});
