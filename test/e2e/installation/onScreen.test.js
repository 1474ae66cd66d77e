'use strict';

// Proves the way of "Settings > Community nodes", by the requests that this screen sends: the package
// is installed, upgraded, removed and installed again. An upgrade sends nothing to Capillary, and
// saved workflows and the published trigger go on. A removal leaves the webhook in Capillary, and
// docs/installation.md says how to mend that.
const { isN8nBefore, sandbox } = require('../../helpers/demo');
const { useFreshN8n } = require('./freshN8n');
const { NEWER, repack } = require('./registry');
const { expectOffered, PACKAGE, RESOURCES, UserWork, webHookIds } = require('./userWork');

const SCREEN = '/rest/community-packages';

const fresh = useFreshN8n();
/** @type {import('../../../tools/n8n/client').N8nClient} */
let n8n;
/** @type {UserWork} */
let work;
/** @type {import('./registry').Published} */
let shipped;

beforeAll(async () => {
	shipped = await fresh.registry.publish(fresh.tarball);
	await fresh.start();
	({ n8n } = fresh);
});

/** @returns {Promise<any[]>} the list on the screen */
const list = async () => (await n8n.call('GET', SCREEN)).data;
/**
 * Without a version, an older n8n asks the public registry itself for the newest, which is out of
 * reach here.
 */
const namesVersion = isN8nBefore('2.41');
/** @param {string} version the newest */
const install = async (version) =>
	await n8n.call('POST', SCREEN, { name: namesVersion ? `${PACKAGE}@${version}` : PACKAGE });
const uninstall = async () => await n8n.call('DELETE', `${SCREEN}?name=${PACKAGE}`);

test('nodes and credentials are there without a restart', async () => {
	await expectOffered(n8n, false);

	await install(shipped.version);

	await expectOffered(n8n, true);
	expect(await list()).toMatchObject([{ packageName: PACKAGE, installedVersion: shipped.version }]);
});

test('an operation of each resource does its work, and an event starts a workflow', async () => {
	work = await UserWork.create(n8n);

	expect(await work.resources()).toEqual(RESOURCES);
	await work.expectDone();
});

test('an upgrade sends nothing to Capillary, and everything goes on', async () => {
	await fresh.registry.publish(await repack(fresh.tarball, fresh.folder));
	expect(await list()).toMatchObject([{ updateAvailable: NEWER }]);
	const webHooks = await webHookIds();
	await sandbox.clearLedger();

	await n8n.call('PATCH', SCREEN, { name: PACKAGE, ...(namesVersion && { version: NEWER }) });

	expect((await sandbox.ledger()).calls).toEqual([]);
	expect(await list()).toMatchObject([{ packageName: PACKAGE, installedVersion: NEWER }]);
	await work.expectDone();
	expect(await webHookIds()).toEqual(webHooks);
});

test('removed without unpublishing, the webhook stays and n8n refuses its events', async () => {
	const webHooks = await webHookIds();

	await uninstall();

	await expectOffered(n8n, false);
	await work.expectRefused();
	expect(await webHookIds()).toEqual(webHooks);
});

test('installed again, everything goes on', async () => {
	const webHooks = await webHookIds();
	await sandbox.clearLedger();

	await install(NEWER);

	expect((await sandbox.ledger()).calls).toEqual([]);
	await work.expectDone();
	expect(await webHookIds()).toEqual(webHooks);
});

test('unpublished while the package is missing, the webhook is deleted after publishing anew', async () => {
	await uninstall();
	await work.published.unpublish();
	expect(await webHookIds()).toHaveLength(1);

	await install(NEWER);
	await work.published.publish();
	await work.published.unpublish();

	expect(await webHookIds()).toEqual([]);
});

test('besides the registry, n8n asks only whether the package is banned', () => {
	expect([...fresh.registry.refused].sort()).toEqual(['api.n8n.io', 'registry.npmjs.org']);
});
