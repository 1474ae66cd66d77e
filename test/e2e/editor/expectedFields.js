'use strict';

/**
 * @typedef {import('n8n-workflow').INodeProperties} Property
 * @typedef {import('n8n-workflow').INodePropertyOptions} Option
 * @typedef {import('../../../tools/editor/nodeWindow').ShownField} ShownField
 * @typedef {Record<string, unknown>} Values parameters by their names
 */

/** n8n adds it to these two lists of every node whose credential it can sign calls with. */
const ADDED = { name: 'Custom API Call', to: ['resource', 'operation'] };

/** @param {unknown} value @returns {unknown[]} */
const asList = (value) => (Array.isArray(value) ? value : [value]);

/** @param {Property} property @param {Values} values of the fields that are shown before it */
function isShown({ displayOptions: { show = {}, hide = {} } = {} }, values) {
	const holds = (/** @type {[string, unknown[] | undefined]} */ [name, wanted = []]) =>
		asList(values[name]).some((value) => wanted.includes(value));
	return Object.entries(show).every(holds) && !Object.entries(hide).some(holds);
}

/**
 * The properties that a node's description wants shown, and no others.
 * @param {Property[]} properties all of the node's
 * @param {Values} chosen what was changed; the other fields hold their defaults
 * @returns {Property[]} in the description's order
 */
function shownProperties(properties, chosen) {
	/** @type {Values} a field that is not shown counts for nothing */
	const values = {};
	return properties.filter((property) => {
		if (!isShown(property, values)) return false;
		values[property.name] = chosen[property.name] ?? property.default;
		return true;
	});
}

/** @param {Property} property @returns {ShownField} what the editor must show for it */
function fieldOf({ name, displayName, type, options = [] }) {
	// Of a collection's only entry n8n makes a button; a list for several entries is filled on opening.
	const hasList = type === 'options' || (type === 'collection' && options.length > 1);
	const entries = options.map((option) =>
		'displayName' in option ? option.displayName : option.name,
	);
	const added = ADDED.to.includes(name) ? [ADDED.name] : [];
	return { label: displayName, entries: hasList ? [...entries, ...added] : [] };
}

/**
 * What the editor must show.
 * @param {Property[]} properties @param {Values} chosen
 * @returns {ShownField[]}
 */
const expectedFields = (properties, chosen) =>
	shownProperties(properties, chosen)
		.filter(({ type }) => !['notice', 'hidden'].includes(type))
		.map(fieldOf);

/**
 * The choices by which other fields come and go.
 * @param {Property[]} properties @param {Values} chosen
 * @returns {Property[]} those shown, without the ones that were chosen already
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
