'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { N8N_VERSIONS } = require('../../tools/n8n/versions');
const { version } = require('../../package.json');
const { signIn } = require('../helpers/demo');

const PACKAGE = 'n8n-nodes-capillary-badges';

/** @returns {string} the version to install, such as 2.41.1 */
function wantedVersion() {
	const name = /** @type {keyof typeof N8N_VERSIONS} */ (process.env.E2E_N8N_VERSION);
	const manifest = path.join(N8N_VERSIONS[name].folder, 'package.json');
	return JSON.parse(fs.readFileSync(manifest, 'utf8')).dependencies.n8n;
}

test('the right n8n version is running', async () => {
	const n8n = await signIn();
	expect(await n8n.version()).toBe(wantedVersion());
});

test('n8n offers the node, and the node as a tool for AI agents', async () => {
	const n8n = await signIn();
	const ours = (await n8n.offeredTypes('nodes')).filter((name) => name.startsWith(`${PACKAGE}.`));
	expect(ours).toEqual(
		expect.arrayContaining([`${PACKAGE}.capillaryBadges`, `${PACKAGE}.capillaryBadgesTool`]),
	);
});

test('lists the package with its version under Settings > Community nodes', async () => {
	const n8n = await signIn();
	const { data } = await n8n.call('GET', '/rest/community-packages');
	expect(data).toMatchObject([
		{ packageName: PACKAGE, installedVersion: version, installedNodes: [{}, {}] },
	]);
});
