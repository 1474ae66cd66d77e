'use strict';

const { accounts } = require('../../sandbox/http/authentication');
const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { isN8n1, signIn } = require('../helpers/demo');

const { oAuth, basic, withoutAccess } = accounts;
const NO_SERVER = 'http://127.0.0.1:1';

/**
 * What is wrong with a credential, and the message of n8n's test. n8n 1 loses Capillary's response
 * and shows its own message.
 */
const WRONG = [
	{
		name: 'a wrong client secret',
		data: { ...oAuth, clientSecret: 'wrong' },
		says: /client secret/i,
	},
	{
		name: 'a wrong password',
		data: { ...basic, password: 'wrong' },
		says: /password/i,
		saysInN8n1: /^Authorization failed/,
	},
	{
		name: 'no right to badges (OAuth)',
		data: withoutAccess.oAuth,
		says: /may not use badges/i,
		saysInN8n1: /^Forbidden/,
	},
	{
		name: 'no right to badges (Basic)',
		data: withoutAccess.basic,
		says: /may not use badges/i,
		saysInN8n1: /^Forbidden/,
	},
	{
		name: 'a host that does not answer',
		data: { ...oAuth, customHost: NO_SERVER },
		says: /no connection/i,
	},
	{
		name: 'a host that would be asked unencrypted',
		data: { ...basic, customHost: 'http://example.com' },
		says: /unencrypted/i,
	},
];

/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await signIn();
});

/** @param {Record<string, string>} data @returns {Promise<{status: string, message: string}>} */
async function testStored(data) {
	const authentication = 'clientKey' in data ? 'oAuth' : 'basic';
	const customHost = process.env.E2E_SANDBOX_URL;
	const stored = await n8n.createCredential({
		name: 'Tried',
		type: 'capillaryApi',
		data: { authentication, host: 'custom', customHost, ...data },
	});
	return await n8n.testCredential(stored);
}

test.each(Object.values(DEMO_CREDENTIALS))(
	'the imported credential $name works',
	async ({ id }) => {
		const outcome = await n8n.testCredential(await n8n.credential(id));
		expect(outcome).toMatchObject({ status: 'OK' });
	},
);

test.each(WRONG)('$name is explained', async ({ data, says, saysInN8n1 = says }) => {
	const { status, message } = await testStored(data);
	expect(status).toBe('Error');
	expect(message).toMatch(isN8n1 ? saysInN8n1 : says);
});

test('different mistakes have different messages', async () => {
	const [secret, password, right, , host, unencrypted] = WRONG;
	const messages = [];
	for (const { data } of [secret, password, right, host, unencrypted]) {
		messages.push((await testStored(data)).message);
	}
	expect(new Set(messages).size).toBe(messages.length);
});
