'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { accounts } = require('../../sandbox/http/authentication');
const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { sandbox, signIn } = require('../helpers/demo');

const BADGE = '65dfa4088a3ee2b67c6dd548';
const WRONG = { clientSecret: 'words-of-a-wrong-secret', password: 'words-of-a-wrong-password' };

const fault = (/** @type {object} */ what) => ({ times: 'always', fault: what });
/** The faults of each run. */
const FAULTS = [
	[],
	[fault({ kind: 'status', status: 500, body: { errors: [{ code: 1, message: 'no' }] } })],
	[fault({ kind: 'status', status: 401 })],
	[fault({ kind: 'html', status: 502 })],
	[fault({ kind: 'dropBefore' })],
	[fault({ kind: 'dropAfter' })],
	[fault({ kind: 'expireTokens' })],
];

/** The secrets, in each form that goes to Capillary. */
function secrets() {
	const { oAuth, basic } = accounts;
	const passwords = [basic.password, WRONG.password];
	const md5s = passwords.map((password) => createHash('md5').update(password).digest('hex'));
	const pairs = md5s.map((md5) => Buffer.from(`${basic.username}:${md5}`).toString('base64'));
	const typed = [oAuth.clientSecret, WRONG.clientSecret, ...passwords];
	return [...typed, ...md5s, ...pairs, 'sandbox-token-'];
}

/** @param {keyof typeof DEMO_CREDENTIALS} authentication @param {string} onError @param {boolean} preview */
const workflow = (authentication, onError, preview) => ({
	name: `What is logged: ${authentication}, ${onError}`,
	settings: { executionOrder: 'v1' },
	nodes: [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'Deactivate',
			type: 'n8n-nodes-capillary-badges.capillaryBadges',
			typeVersion: 1,
			onError,
			parameters: {
				resource: 'badge',
				operation: 'deactivate',
				badge: { __rl: true, mode: 'id', value: BADGE },
				options: { maxRetries: 0, dryRun: preview },
			},
			credentials: { capillaryApi: DEMO_CREDENTIALS[authentication] },
		},
	].map((node, index) => ({ id: `node-${index}`, position: [200 * index, 0], ...node })),
	connections: { Start: { main: [[{ node: 'Deactivate', type: 'main', index: 0 }]] } },
});

/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await signIn();
	await sandbox.reset();
});
afterAll(async () => await sandbox.reset());

/** Runs the node with every fault, and returns as text what n8n stored. */
async function storedWithFaults() {
	const stored = [];
	for (const authentication of /** @type {const} */ (['oAuth', 'basic'])) {
		for (const onError of ['stopWorkflow', 'continueErrorOutput']) {
			const id = await n8n.createWorkflow(workflow(authentication, onError, false));
			for (const rules of FAULTS) {
				await sandbox.setFaults({ rules });
				const { id: execution } = await n8n.runWorkflow(id);
				stored.push(JSON.stringify(await n8n.call('GET', `/rest/executions/${execution}`)));
			}
		}
		await sandbox.setFaults({ rules: [] });
		const preview = await n8n.createWorkflow(workflow(authentication, 'stopWorkflow', true));
		const { id: execution } = await n8n.runWorkflow(preview);
		stored.push(JSON.stringify(await n8n.call('GET', `/rest/executions/${execution}`)));
	}
	return stored;
}

/** Tests credentials with a wrong secret, and returns n8n's messages. */
async function wrongSecrets() {
	const messages = [];
	for (const { id } of Object.values(DEMO_CREDENTIALS)) {
		const credential = await n8n.credential(id);
		messages.push(
			await n8n.testCredential({ ...credential, data: { ...credential.data, ...WRONG } }),
		);
	}
	return messages.map((one) => JSON.stringify(one));
}

test('n8n stores, shows and logs no secret, whatever goes wrong', async () => {
	const texts = [...(await storedWithFaults()), ...(await wrongSecrets())];
	expect(texts).toHaveLength(2 * (2 * FAULTS.length + 1) + 2);
	const log = fs.readFileSync(process.env.E2E_N8N_LOG ?? '', 'utf8');
	// The log contains the runs, so it is complete.
	expect(log).toMatch(/debug.*Workflow execution/is);

	const everything = [...texts, log].join('\n');
	expect(secrets().filter((secret) => everything.includes(secret))).toEqual([]);
});
