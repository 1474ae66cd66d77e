'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { buildPackage, packPackage } = require('../tools/build');
const { freePort } = require('../tools/free-port');
const { ensureRootDependencies } = require('../tools/install');
const { ensureN8n } = require('../tools/n8n-runtime');
const { ownerOf } = require('../tools/owner');
const { N8nInstance } = require('../tools/real-n8n');
const { sandboxAccounts } = require('../tools/sandbox-process');
const { temporaryFolder } = require('../tools/temporary-folder');
const { SandboxClient } = require('./sandbox');
const { credentials, workflows } = require('./workflows');

/**
 * @typedef {object} Stage where the benchmark is run
 * @property {string} n8nUrl
 * @property {(path: string, body?: unknown) => Promise<Response>} ask n8n's own interface, signed in
 * @property {SandboxClient} sandbox
 * @property {string} n8nVersion
 */

const BENCH_PACKAGE = path.join(__dirname, 'n8n-nodes-bench');
const BROWSER = { 'browser-id': 'bench' };
const LOOK_AGAIN = 50;

/**
 * Brings up a real n8n with the packed package, the benchmark's own nodes and published workflows,
 * and a sandbox beside it. Everything of it is temporary and ends with this process.
 * @param {(line: string) => void} say
 * @param {{stored?: boolean}} [options] whether n8n keeps the data of the executions
 * @returns {Promise<Stage>}
 */
async function setStage(say, { stored = false } = {}) {
	const folder = temporaryFolder();
	await ensureRootDependencies({ onProgress: say });
	say('Building and packing the package');
	await buildPackage();
	const { tarball } = await packPackage(folder);
	const runtime = await ensureN8n({ onProgress: say });

	say('Starting the sandbox and n8n');
	const sandbox = await SandboxClient.start();
	const userFolder = path.join(folder, 'n8n');
	const owner = ownerOf(userFolder);
	const n8n = await N8nInstance.create({ runtime, userFolder, port: await freePort(), owner });
	await n8n.installPackage(tarball);
	const nodes = path.join(n8n.userFolder, '.n8n', 'nodes', 'node_modules');
	fs.cpSync(BENCH_PACKAGE, path.join(nodes, path.basename(BENCH_PACKAGE)), { recursive: true });
	const entities = workflows(sandbox.url, stored);
	await n8n.import({
		credentials: credentials(sandbox.url, sandboxAccounts().basic),
		workflows: entities,
	});
	const { url } = await n8n.start();
	const cookie = await signIn(url, owner);
	/** @type {Stage['ask']} */
	const askN8n = async (path, body) => await ask(url + path, { cookie }, body);
	await publish(
		askN8n,
		entities.map(({ id }) => id),
	);
	return { n8nUrl: url, ask: askN8n, sandbox, n8nVersion: versionOf(runtime) };
}

/**
 * @param {string} n8nUrl @param {import('../tools/owner').Owner} owner
 * @returns {Promise<string>} the owner's cookie
 */
async function signIn(n8nUrl, { email, password }) {
	const login = await ask(
		`${n8nUrl}/rest/login`,
		{},
		{
			emailOrLdapLoginId: email,
			password,
		},
	);
	return login.headers.getSetCookie()[0].split(';')[0];
}

/**
 * Makes the workflows' webhooks answer.
 * @param {Stage['ask']} askN8n
 * @param {string[]} ids
 */
async function publish(askN8n, ids) {
	for (const id of ids) {
		const workflow = await askN8n(`/rest/workflows/${id}`);
		const { data } = /** @type {{data: {versionId: string}}} */ (await workflow.json());
		await askN8n(`/rest/workflows/${id}/activate`, { versionId: data.versionId });
		await published(askN8n, id);
	}
}

/**
 * Waits until a workflow is published: n8n from 2.40 on answers before it begins.
 * @param {Stage['ask']} askN8n
 * @param {string} id
 */
async function published(askN8n, id) {
	for (;;) {
		const answer = await askN8n(`/rest/workflows/${id}/publication-status`);
		const { data } = /** @type {{data: {status: string}}} */ (await answer.json());
		if (data.status !== 'in_progress') return;
		await sleep(LOOK_AGAIN);
	}
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {unknown} [body] sent as JSON by POST
 * @returns {Promise<Response>}
 */
async function ask(url, headers, body) {
	const answer = await fetch(url, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { ...BROWSER, ...headers, 'Content-Type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
	return answer;
}

/** @param {import('../tools/n8n-runtime').N8nRuntime} runtime @returns {string} */
function versionOf({ folder }) {
	const manifest = path.join(folder, 'node_modules', 'n8n', 'package.json');
	return JSON.parse(fs.readFileSync(manifest, 'utf8')).version;
}

module.exports = { setStage };
