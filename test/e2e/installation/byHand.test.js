'use strict';

// Proves the way by hand: `npm install` of the tarball in n8n's nodes folder, without a network, and
// a restart. An upgrade changes nothing in Capillary, and saved workflows and the published trigger
// go on. A removal leaves the webhook in Capillary, and installing again mends it.
const fs = require('node:fs');
const path = require('node:path');
const { npm } = require('../../../tools/bootstrap/npm');
const { eventually } = require('../../../tools/services/polling');
const { isN8nBefore, sandbox } = require('../../helpers/demo');
const { useFreshN8n } = require('./freshN8n');
const { NEWER, repack } = require('./registry');
const { expectOffered, PACKAGE, UserWork, webHookIds } = require('./userWork');

// Its registry stays empty: n8n must not ask for the package.
const fresh = useFreshN8n();
const nodes = path.join(fresh.folder, 'n8n', '.n8n', 'nodes');
/** @type {UserWork} */
let work;

/** npm in n8n's nodes folder, without a network and with an empty cache. @param {string[]} args */
async function npmInNodes(...args) {
	fs.mkdirSync(nodes, { recursive: true });
	const cache = path.join(fresh.folder, 'npm-cache');
	await npm(args[0], [...args, '--offline', '--cache', cache], { cwd: nodes });
}

/** n8n before 2.40 asks at each start whether the webhook is there. */
const CALLS_OF_A_START = isN8nBefore('2.40') ? ['GET /v3/webHooks'] : [];

test('an operation of each resource does its work, and an event starts a workflow', async () => {
	await npmInNodes('install', fresh.tarball);
	await fresh.start();

	await expectOffered(fresh.n8n, true);
	work = await UserWork.create(fresh.n8n);
	await work.expectDone();
});

test('an upgrade changes nothing in Capillary, and everything goes on', async () => {
	const webHooks = await webHookIds();
	await sandbox.clearLedger();

	await npmInNodes('install', await repack(fresh.tarball, fresh.folder));
	await fresh.start();

	await work.goOnIn(fresh.n8n);
	await eventually(async () => {
		const { calls } = await sandbox.ledger();
		expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(CALLS_OF_A_START);
	});
	const manifest = path.join(nodes, 'node_modules', PACKAGE, 'package.json');
	expect(JSON.parse(fs.readFileSync(manifest, 'utf8')).version).toBe(NEWER);
	await work.expectDone();
	expect(await webHookIds()).toEqual(webHooks);
});

test('removed without unpublishing, the webhook stays and n8n refuses its events', async () => {
	const webHooks = await webHookIds();

	await npmInNodes('uninstall', PACKAGE);
	await fresh.start();

	await expectOffered(fresh.n8n, false);
	await work.expectRefused();
	expect(await webHookIds()).toEqual(webHooks);
});

test('installed again in the former version, everything goes on', async () => {
	const webHooks = await webHookIds();

	await npmInNodes('install', fresh.tarball);
	await fresh.start();

	await work.goOnIn(fresh.n8n);
	await work.expectDone();
	expect(await webHookIds()).toEqual(webHooks);
	expect([...fresh.registry.refused]).toEqual([]);
});
