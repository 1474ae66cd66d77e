'use strict';

// Proves the way of environment variables, which n8n has from 2.21 on: n8n installs the listed
// version when it starts, refuses one whose checksum does not match, and removes what is not listed.
// An upgrade sends nothing to Capillary, and saved workflows and the published trigger go on.
const fs = require('node:fs');
const { sandbox } = require('../../helpers/demo');
const { useFreshN8n } = require('./freshN8n');
const { NEWER, repack } = require('./registry');
const { expectOffered, PACKAGE, UserWork, webHookIds } = require('./userWork');

/** @typedef {import('./registry').Published} Published */

const fresh = useFreshN8n({
	N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV: 'true',
	N8N_REINSTALL_MISSING_PACKAGES: 'true',
});
/** @type {UserWork} */
let work;
/** @type {Published} */
let shipped;
/** @type {Published} */
let newer;

beforeAll(async () => {
	const { registry, tarball, folder } = fresh;
	shipped = await registry.publish(tarball);
	newer = await registry.publish(await repack(tarball, folder));
});

/** Starts n8n with a list of packages. @param {Array<{version: string, checksum: string}>} wanted */
async function startWith(...wanted) {
	const packages = wanted.map((one) => ({ name: PACKAGE, ...one }));
	fresh.own.instance.environment.N8N_COMMUNITY_PACKAGES = JSON.stringify(packages);
	await fresh.start();
}

/** @param {Published} published @param {Published} [checksumOf] */
const entry = ({ version }, { integrity } = shipped) => ({ version, checksum: integrity });

/** @returns {Promise<string[]>} the versions on the list of the screen */
async function versions() {
	const { data } = await fresh.n8n.call('GET', '/rest/community-packages');
	return data.map((/** @type {any} */ { installedVersion }) => installedVersion);
}

test('an operation of each resource does its work, and an event starts a workflow', async () => {
	await startWith(entry(shipped));

	await expectOffered(fresh.n8n, true);
	expect(await versions()).toEqual([shipped.version]);
	work = await UserWork.create(fresh.n8n);
	await work.expectDone();
});

test('with a wrong checksum the former version stays, and the log says why', async () => {
	await startWith(entry(newer, shipped));

	await work.goOnIn(fresh.n8n);
	expect(await versions()).toEqual([shipped.version]);
	expect(fs.readFileSync(fresh.own.instance.log, 'utf8')).toMatch(/checksum/i);
	await work.expectDone();
});

test('an upgrade sends nothing to Capillary, and everything goes on', async () => {
	const webHooks = await webHookIds();
	await sandbox.clearLedger();

	await startWith(entry(newer, newer));

	await work.goOnIn(fresh.n8n);
	expect((await sandbox.ledger()).calls).toEqual([]);
	expect(await versions()).toEqual([NEWER]);
	await work.expectDone();
	expect(await webHookIds()).toEqual(webHooks);
});

test('removed without unpublishing, the webhook stays and n8n refuses its events', async () => {
	const webHooks = await webHookIds();

	await startWith();

	await expectOffered(fresh.n8n, false);
	await work.expectRefused();
	expect(await webHookIds()).toEqual(webHooks);
});

test('installed again in the former version, everything goes on', async () => {
	const webHooks = await webHookIds();

	await startWith(entry(shipped));

	await work.goOnIn(fresh.n8n);
	expect(await versions()).toEqual([shipped.version]);
	await work.expectDone();
	expect(await webHookIds()).toEqual(webHooks);
});
