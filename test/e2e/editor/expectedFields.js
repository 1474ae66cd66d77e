'use strict';

/**
 * @typedef {import('n8n-workflow').INodeProperties} Property
 * @typedef {import('n8n-workflow').INodePropertyOptions} Option
 * @typedef {import('../../../tools/editor/nodeWindow').ShownField} ShownField
 * @typedef {Record<string, unknown>} Values parameters by their names
 */

/** n8n adds this entry to two lists of every node whose credential can authenticate calls. */
const ADDED = { name: 'Custom API Call', to: ['resource', 'operation'] };

/** @param {unknown} value @returns {unknown[]} */
const asList = (value) => (Array.isArray(value) ? value : [value]);

/** @param {Property} property @param {Values} values the values of the fields shown before it */
function isShown({ displayOptions: { show = {}, hide = {} } = {} }, values) {
	const holds = (/** @type {[string, unknown[] | undefined]} */ [name, wanted = []]) =>
		asList(values[name]).some((value) => wanted.includes(value));
	return Object.entries(show).every(holds) && !Object.entries(hide).some(holds);
}

/**
 * The properties that a node shows according to its description.
 *
 * @param {Property[]} properties all of the node's
 * @param {Values} chosen the changed values; the other fields have their defaults
 * @returns {Property[]} in the description's order
 */
function shownProperties(properties, chosen) {
	/** @type {Values} a field that is not shown does not count */
	const values = {};
	return properties.filter((property) => {
		if (!isShown(property, values)) return false;
		values[property.name] = chosen[property.name] ?? property.default;
		return true;
	});
}

/** @param {Property} property @returns {ShownField} the field in the editor */
function fieldOf({ name, displayName, type, options = [] }) {
	// n8n shows a button for a collection with one entry. A list for several entries is filled when
	// it opens.
	const hasList = type === 'options' || (type === 'collection' && options.length > 1);
	const entries = options.map((option) =>
		'displayName' in option ? option.displayName : option.name,
	);
	const added = ADDED.to.includes(name) ? [ADDED.name] : [];
	return { label: displayName, entries: hasList ? [...entries, ...added] : [] };
}

/**
 * The fields that the editor must show.
 *
 * @param {Property[]} properties @param {Values} chosen
 * @returns {ShownField[]}
 */
const expectedFields = (properties, chosen) =>
	shownProperties(properties, chosen)
		.filter(({ type }) => !['notice', 'hidden'].includes(type))
		.map(fieldOf);

/**
 * The fields that show or hide other fields.
 *
 * @param {Property[]} properties @param {Values} chosen
 * @returns {Property[]} the shown ones, without those already chosen
 */
function openChoices(properties, chosen) {
	const rules = properties.flatMap(({ displayOptions }) => [
		displayOptions?.show,
		displayOptions?.hide,
	]);
	const names = new Set(rules.flatMap((rule) => Object.keys(rule ?? {})));
	return shownProperties(properties, chosen).filter(
		({ name, type }) =>
			names.has(name) && !(name in chosen) && ['boolean', 'options'].includes(type),
	);
}

module.exports = { expectedFields, openChoices };
