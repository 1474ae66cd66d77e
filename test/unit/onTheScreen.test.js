// @ts-check
// What a person reads beside a field or below a node, where a name alone would mislead.
const { Workflow } = require('n8n-workflow');
const { CapillaryApi } = require('../../credentials/CapillaryApi.credentials');
const { CapillaryBadges } = require('../../nodes/CapillaryBadges/CapillaryBadges.node');
const {
	CapillaryBadgesTrigger,
} = require('../../nodes/CapillaryBadgesTrigger/CapillaryBadgesTrigger.node');

/** @typedef {import('n8n-workflow').INodeProperties} Property */

const node = new CapillaryBadges().description;
const trigger = new CapillaryBadgesTrigger().description;

/** @param {string | undefined} expression @param {import('n8n-workflow').INodeParameters} parameters */
function onCanvas(expression, parameters) {
	const shown = {
		...{ id: 'node', name: 'The node', type: 'a.node', typeVersion: 1 },
		...{ position: /** @type {[number, number]} */ ([0, 0]), parameters },
	};
	const nodeTypes = /** @type {any} */ ({ getByNameAndVersion: () => undefined });
	const workflow = new Workflow({ nodes: [shown], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(shown, expression, 'internal', {});
}

/** @param {Property[]} all @param {string} name @param {string} [resource] @param {string} [operation] */
function field(all, name, resource, operation) {
	return all.find(
		({ name: one, displayOptions: { show = {} } = {} }) =>
			one === name &&
			(!resource || show.resource?.includes(resource)) &&
			(!operation || show.operation?.includes(operation)),
	);
}

/** @param {Property | undefined} property */
const entries = (property) =>
	/** @type {import('n8n-workflow').INodePropertyOptions[]} */ (property?.options ?? []);

test.each([
	['earn', 'revoke', 'Revoke: earned badge'],
	['issue', 'revoke', 'Revoke: enrolment'],
	['badge', 'getAll', 'Get Many: badge'],
	['claim', 'unclaim', 'Unclaim: claim'],
])('the canvas says what %s %s does', (resource, operation, says) => {
	expect(onCanvas(node.subtitle, { resource, operation })).toBe(says);
});

test('the canvas says what starts the workflow, also when no event is chosen', () => {
	expect(onCanvas(trigger.subtitle, { events: ['badgeEarned'] })).toBe('badgeEarned');
	expect(onCanvas(trigger.subtitle, { events: [] })).toBe('all events');
	expect(field(trigger.properties, 'events')?.hint).toContain('all events');
});

test('a new node reads, whichever resource is chosen', () => {
	const defaults = node.properties
		.filter(({ name }) => name === 'operation')
		.map((operation) => String(operation.default));

	expect(defaults).toHaveLength(entries(field(node.properties, 'resource')).length);
	expect(defaults.filter((operation) => !operation.startsWith('get'))).toEqual([]);
});

test('beside the end of a badge stands which day it leaves out, and how to include it', () => {
	expect(field(node.properties, 'expiresOn', 'badge', 'create')?.hint).toMatch(/00:00.*23:59/);
});

test.each([
	['claim', 'unclaim'],
	['earn', 'create'],
	['issue', 'create'],
])(
	'beside the owner type of %s %s stands that a picked claim has its own',
	(resource, operation) => {
		expect(field(node.properties, 'ownerType', resource, operation)?.hint).toContain(
			'Reference ID',
		);
	},
);

test('what is revoked is listed in the order of use', () => {
	const choices = entries(field(node.properties, 'revoke', 'earn', 'revoke'));
	expect(choices.map(({ value }) => value)).toEqual(['one', 'latest', 'all']);
});

test('regions show their addresses, and which are former ones', () => {
	const regions = entries(field(new CapillaryApi().properties, 'host')).filter(
		({ value }) => value !== 'custom',
	);
	expect(regions.filter(({ value, description }) => description !== value)).toEqual([]);
	expect(regions.filter(({ name }) => name.includes('Former'))).toHaveLength(3);
});
