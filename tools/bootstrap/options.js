'use strict';

// Reads the options of a command line.
const { parseArgs } = require('node:util');
const { UserError } = require('./userError');

/**
 * @typedef {{type: 'boolean', default?: false} | {type: 'string', default?: string} |
 *   {type: 'integer', min?: number, max?: number, default?: number}} Option `min` is 1 by default
 * @typedef {Record<string, Option>} OptionTable
 */

/**
 * @template {OptionTable} Table
 * @typedef {{[Name in keyof Table]: Table[Name] extends {type: 'boolean'} ? boolean
 *   : Table[Name] extends {type: 'string'}
 *     ? (Table[Name] extends {default: string} ? string : string | undefined)
 *     : (Table[Name] extends {default: number} ? number : number | undefined)}} OptionValues
 */

/** @param {string} name @param {string} text @param {{min?: number, max?: number}} range */
function integer(name, text, { min = 1, max = Infinity }) {
	const number = Number(text);
	if (/^-?\d+$/.test(text) && number >= min && number <= max) return number;
	const range = max === Infinity ? '' : ` from ${min} to ${max}`;
	throw new Error(`--${name} takes a whole number${range}, not '${text}'`);
}

/**
 * @template {OptionTable} Table
 * @param {string[]} args
 * @param {{help: string, options?: Table, positionals?: boolean}} command
 * @returns {{values: OptionValues<Table>, names: string[], helpWanted: boolean}}
 * @throws {UserError} when an option is unknown or its value is wrong, with the help text
 */
function readOptions(args, { help, options, positionals = false }) {
	const table = Object.entries(options ?? {});
	const known = table.map(([name, { type }]) => [
		...[name, { type: type === 'boolean' ? 'boolean' : 'string' }],
	]);
	try {
		const parsed = parseArgs({
			...{ args, allowPositionals: positionals },
			options: { help: { type: 'boolean' }, ...Object.fromEntries(known) },
		});
		const given = /** @type {Record<string, any>} */ (parsed.values);
		const values = table.map(([name, option]) => {
			const value = given[name] ?? option.default;
			if (option.type === 'boolean') return [name, value ?? false];
			if (option.type === 'string' || given[name] === undefined) return [name, value];
			return [name, integer(name, given[name], option)];
		});
		const helpWanted = given.help === true;
		return { values: Object.fromEntries(values), names: parsed.positionals, helpWanted };
	} catch (error) {
		throw new UserError(`${/** @type {Error} */ (error).message}.\n\n${help}`);
	}
}

module.exports = { readOptions };
