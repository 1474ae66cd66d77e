'use strict';

const { accounts } = require('../../sandbox/http/authentication');
const { demoCredentials, demoWorkflows } = require('../../tools/demo/entities');

const SANDBOX = 'http://127.0.0.1:4999';
const credentials = demoCredentials(SANDBOX, accounts);

test('the workflows use all prepared credentials, and no others', () => {
	const nodes = demoWorkflows().flatMap(
		({ nodes }) =>
			/** @type {Array<{credentials?: {capillaryApi: {id: string, name: string}}}>} */ (nodes),
	);
	const used = nodes.flatMap((node) => (node.credentials ? [node.credentials.capillaryApi] : []));
	const ready = credentials.map(({ id, name }) => ({ id, name }));
	for (const one of used) expect(ready).toContainEqual(one);
	expect(new Set(used.map(({ id }) => id)).size).toBe(ready.length);
});
