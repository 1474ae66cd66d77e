'use strict';

const { accounts } = require('../../../sandbox/http/authentication');
const { signIn } = require('../../helpers/demo');
const { editorTest } = require('./editorTest');

/** Both authentications: the values, and the message for one wrong field. */
const KINDS = [
	{
		name: 'OAuth',
		entered: accounts.oAuth,
		secret: 'clientSecret',
		refusal:
			"Capillary did not accept the client key and client secret. Check both in the credential: the secret is shown only once, when the API client is created, and the client's access group must allow API calls",
	},
	{
		name: 'Basic',
		entered: accounts.basic,
		secret: 'password',
		refusal:
			"Capillary did not accept the sign-in. With Basic, check the user name and password, and that 'Password Format' says what you entered; Basic is off for new organizations until Capillary support turns it on.",
	},
];

for (const { name, entered, secret, refusal } of KINDS) {
	editorTest(`${name}: explains a wrong ${secret} and accepts the right one`, async (editor) => {
		const n8n = await signIn();
		const workflowId = await n8n.createWorkflow({
			name: 'Credentials',
			nodes: [
				{
					id: 'node',
					name: 'The node',
					type: 'n8n-nodes-capillary-badges.capillaryBadges',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {},
			settings: {},
		});
		await editor.openWorkflow(workflowId);
		const node = await editor.openNode('The node');

		const credential = await node.newCredential();
		await credential.form.choose('authentication', name);
		await credential.form.choose('host', 'Other (Enter a Host)');
		await credential.form.fill('customHost', process.env.E2E_SANDBOX_URL ?? '');
		for (const [field, text] of Object.entries({ ...entered, [secret]: 'wrong' })) {
			await credential.form.fill(field, text);
		}
		await credential.save();
		expect(await credential.testFailed()).toContain(refusal);

		await credential.form.fill(secret, /** @type {Record<string, string>} */ (entered)[secret]);
		await credential.save();
		await credential.closed();
		const saved = await node.openCredential();
		expect(await saved.testPassed()).toContain('Connection tested successfully');
	});
}
