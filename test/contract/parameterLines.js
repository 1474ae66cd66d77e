// @ts-check
'use strict';

/**
 * @typedef {import('n8n-workflow').INodeProperties} Parameter
 * @typedef {import('n8n-workflow').INodePropertyOptions} Option
 * @typedef {import('n8n-workflow').INodePropertyMode} Mode
 * @typedef {import('n8n-workflow').INodePropertyRegexValidation} Regex
 */

/** The parts of `typeOptions` that say which values are valid, or how n8n stores them. */
const LIMITS = /** @type {const} */ ([
	'minValue',
	'maxValue',
	'numberPrecision',
	'multipleValues',
	'expirable',
	'password',
]);

/** Conditions at the start of a line, which group the parameters. */
const GROUPS = ['resource', 'operation'];

const json = (/** @type {unknown} */ value) => JSON.stringify(value);

/** @param {Parameter} parameter @returns {string[]} the conditions under which the editor shows it */
function conditions({ displayOptions: { show = {}, hide = {} } = {} }) {
	/** @param {string} word @param {Record<string, unknown[] | undefined>} of */
	const clauses = (word, of) =>
		Object.entries(of)
			.filter(([name]) => !GROUPS.includes(name))
			.map(([name, values = []]) => `${word} ${name} is ${values.map(json).join(' or ')}`);
	return [...clauses('shown when', show), ...clauses('hidden when', hide)];
}

/** @param {Mode} mode */
function modeOf({ name, type, validation = [], extractValue }) {
	const rules = /** @type {Regex[]} */ (validation);
	const patterns = rules.map(({ properties }) => ` like ${properties.regex}`);
	const extracted = extractValue ? [` read by ${json(extractValue)}`] : [];
	return [`mode ${json(name)} ${type}`, ...patterns, ...extracted].join(',');
}

/** @param {Parameter} parameter @param {string} path @returns {string[]} the fields in it, or its choices */
function choices({ options = [], modes = [] }, path) {
	const inside = options.flatMap((option) => {
		if ('values' in option)
			return option.values.flatMap((value) => lines(value, `${path}.${option.name}.`));
		if ('type' in option) return lines(/** @type {Parameter} */ (option), `${path}.`);
		return [`${path} takes ${json(/** @type {Option} */ (option).value)}`];
	});
	return [...inside, ...modes.map((mode) => `${path} takes ${modeOf(mode)}`)];
}

/** @param {Parameter} parameter @param {string} place @returns {string[]} */
function lines(parameter, place) {
	const { name, type, required, noDataExpression, default: value, typeOptions = {} } = parameter;
	const facts = [
		type,
		`default ${json(value)}`,
		...(required ? ['required'] : []),
		...(noDataExpression ? ['no expression'] : []),
		...LIMITS.filter((key) => key in typeOptions).map((key) => `${key} ${json(typeOptions[key])}`),
		...conditions(parameter),
	];
	return [`${place}${name} is ${facts.join(', ')}`, ...choices(parameter, place + name)];
}

/**
 * Describes a parameter in one line, and each of its choices in another, without texts for people.
 *
 * @param {Parameter} parameter
 * @returns {string[]}
 */
function parameterLines(parameter) {
	const show = parameter.displayOptions?.show ?? {};
	const groups = GROUPS.flatMap((name) => (show[name] ? [show[name].join('|')] : []));
	return lines(parameter, groups.length > 0 ? `${groups.join('/')} ` : '');
}

module.exports = { parameterLines };
