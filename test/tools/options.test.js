'use strict';

const { readOptions } = require('../../tools/bootstrap/options');
const { UserError } = require('../../tools/bootstrap/userError');

const command = {
	help: 'The help text',
	options: /** @type {const} */ ({
		port: { type: 'integer', max: 65_535, default: 5690 },
		reset: { type: 'boolean' },
		only: { type: 'string' },
	}),
};

test('returns the defaults when no option is given', () => {
	expect(readOptions([], command)).toEqual({
		values: { port: 5690, reset: false, only: undefined },
		names: [],
		helpWanted: false,
	});
});

test('returns the given values, integers as numbers', () => {
	const { values } = readOptions(['--port', '5800', '--reset', '--only', 'Claim'], command);
	expect(values).toEqual({ port: 5800, reset: true, only: 'Claim' });
});

test('returns names only where the command takes them', () => {
	const names = ['unit', 'types'];
	expect(readOptions(names, { ...command, positionals: true }).names).toEqual(names);
	expect(() => readOptions(names, command)).toThrow(UserError);
});

test('reports that the help is wanted', () => {
	expect(readOptions(['--help'], command).helpWanted).toBe(true);
});

test.each([
	[['--port', '0'], "--port takes a whole number from 1 to 65535, not '0'."],
	[['--port', '65536'], "--port takes a whole number from 1 to 65535, not '65536'."],
	[['--port', '5.5'], "--port takes a whole number from 1 to 65535, not '5.5'."],
	[['--prot', '1'], "Unknown option '--prot'"],
])('refuses %j with the help text', (args, message) => {
	expect(() => readOptions(args, command)).toThrow(UserError);
	expect(() => readOptions(args, command)).toThrow(message);
	expect(() => readOptions(args, command)).toThrow('The help text');
});
