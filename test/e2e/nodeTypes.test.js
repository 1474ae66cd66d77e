'use strict';

const { N8nClient } = require('./n8nClient');

const PACKAGE = 'n8n-nodes-capillary-badges';

test('n8n offers the node, and the node as a tool for AI agents', async () => {
	const n8n = await N8nClient.signIn();
	const ours = (await n8n.nodeTypes()).filter((name) => name.startsWith(`${PACKAGE}.`));
	expect(ours).toEqual(
		expect.arrayContaining([`${PACKAGE}.capillaryBadges`, `${PACKAGE}.capillaryBadgesTool`]),
	);
});
