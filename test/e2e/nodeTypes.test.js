'use strict';

const { N8nClient } = require('./n8nClient');

const PACKAGE = 'n8n-nodes-capillary-badges';

test('it is the n8n that is meant to be tested', async () => {
	const n8n = await N8nClient.signIn();
	expect(await n8n.version()).toMatch(new RegExp(`^${process.env.E2E_N8N_VERSION}\\.`));
});

test('n8n offers the node, and the node as a tool for AI agents', async () => {
	const n8n = await N8nClient.signIn();
	const ours = (await n8n.nodeTypes()).filter((name) => name.startsWith(`${PACKAGE}.`));
	expect(ours).toEqual(
		expect.arrayContaining([`${PACKAGE}.capillaryBadges`, `${PACKAGE}.capillaryBadgesTool`]),
	);
});
