'use strict';

const path = require('node:path');
const { eventually } = require('../../../tools/services/polling');
const { signIn } = require('../../helpers/demo');
const { editorTest } = require('./editorTest');
const { expectedFields, openChoices } = require('./expectedFields');

/**
 * @typedef {import('n8n-workflow').INodeProperties} Property
 * @typedef {import('n8n-workflow').INodePropertyOptions} Option
 * @typedef {import('./expectedFields').Values} Values
 * @typedef {import('../../../tools/editor').Editor} Editor
 * @typedef {import('../../../tools/editor/nodeWindow').NodeWindow} NodeWindow
 */

const NODES = path.resolve(__dirname, '../../../dist/nodes');
const PACKAGE = 'n8n-nodes-capillary-badges';

/** @param {string} name of the class @returns {Property[]} the properties as built, so that all are tested */
function propertiesOf(name) {
	const { [name]: Node } = require(path.join(NODES, name, `${name}.node.js`));
	return new Node().description.properties;
}

const properties = propertiesOf('CapillaryBadges');
const triggerProperties = propertiesOf('CapillaryBadgesTrigger');

/** @param {Property} property @returns {Option[]} */
const optionsOf = ({ options = [] }) => /** @type {Option[]} */ (options);

const resources = properties.filter(({ name }) => name === 'resource').flatMap(optionsOf);

/** Every operation with its resource. */
const operations = resources.flatMap((resource) =>
	properties
		.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
		)
		.flatMap(optionsOf)
		.map((operation) => ({ resource, operation })),
);

/** @param {Editor} editor @param {string} type @returns {Promise<NodeWindow>} the window of a new node */
async function openNew(editor, type) {
	const n8n = await signIn();
	const node = { id: 'node', name: 'The node', type: `${PACKAGE}.${type}`, typeVersion: 1 };
	const workflowId = await n8n.createWorkflow({
		name: 'Fields',
		nodes: [{ ...node, position: [0, 0], parameters: {} }],
		connections: {},
		settings: {},
	});
	await editor.openWorkflow(workflowId);
	return await editor.openNode('The node');
}

/** @param {NodeWindow} node @param {Property} choice @param {unknown} value */
async function choose(node, choice, value) {
	if (choice.type === 'boolean') return await node.form.toggle(choice.name);
	const option = optionsOf(choice).find((one) => one.value === value);
	await node.form.choose(choice.name, String(option?.name));
}

/** @param {Property} choice @returns {unknown[]} its values except the default */
const otherValues = (choice) =>
	(choice.type === 'boolean' ? [true, false] : optionsOf(choice).map(({ value }) => value)).filter(
		(value) => value !== choice.default,
	);

/**
 * Checks the fields as they are, and after every choice that shows or hides fields. Resets each
 * choice.
 *
 * @param {NodeWindow} node @param {Property[]} all @param {Values} chosen
 * @param {Property[]} choices the choices to try
 */
async function checkFields(node, all, chosen, choices = openChoices(all, chosen)) {
	await eventually(async () => {
		expect({ chosen, shown: await node.fields() }).toEqual({
			chosen,
			shown: expectedFields(all, chosen),
		});
	});
	const known = new Set(choices.map(({ name }) => name));
	for (const choice of choices) {
		for (const value of otherValues(choice)) {
			await choose(node, choice, value);
			const now = { ...chosen, [choice.name]: value };
			const revealed = openChoices(all, now).filter(({ name }) => !known.has(name));
			await checkFields(node, all, now, revealed);
		}
		await choose(node, choice, choice.default);
	}
}

describe('the node shows exactly the fields of its description', () => {
	/** @type {Promise<NodeWindow> | undefined} one window for all operations, because opening takes seconds */
	let opened;
	const nodeIn = (/** @type {Editor} */ editor) => (opened ??= openNew(editor, 'capillaryBadges'));

	editorTest('when it is new', async (editor) => {
		await checkFields(await nodeIn(editor), properties, {}, []);
	});

	for (const { resource, operation } of operations) {
		editorTest(`for ${resource.name}: ${operation.name}`, async (editor) => {
			const node = await nodeIn(editor);
			await node.form.choose('resource', resource.name);
			await node.form.choose('operation', operation.name);
			const chosen = { resource: resource.value, operation: operation.value };
			await checkFields(node, properties, chosen);
		});
	}
});

editorTest('the trigger shows exactly the fields of its description', async (editor) => {
	await checkFields(await openNew(editor, 'capillaryBadgesTrigger'), triggerProperties, {});
});
