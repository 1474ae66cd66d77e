// @ts-check
// Who may use the control addresses. It uses node:http, because fetch cannot set the Host header.
const { request } = require('node:http');

const { startSandbox } = require('../../sandbox/server');

/** @type {import('../../sandbox/server').Sandbox} */
let sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

/**
 * The status of a call to a control address with these headers, Host among them.
 *
 * @param {Record<string, string>} headers
 */
const statusWith = (headers) =>
	new Promise((resolve, reject) => {
		const path = '/sandbox/reset';
		const options = { host: '127.0.0.1', port: sandbox.port, method: 'POST', path, headers };
		request(options, (answer) => resolve(answer.resume().statusCode))
			.once('error', reject)
			.end();
	});

const customers = () => sandbox.state.customers.size;

it.each([
	['another origin', { Origin: 'https://shop.example.com' }],
	['a page without an origin', { Origin: 'null' }],
	['a name that leads to this machine', { Host: 'shop.example.com' }],
	['a name and its origin', { Host: 'shop.example.com', Origin: 'http://shop.example.com' }],
])('refuses a control call from a web page of %s', async (_, headers) => {
	sandbox.state.addCustomer({ id: 5 });

	expect(await statusWith(headers)).toBe(403);
	expect(customers()).toBe(1);
});

it('accepts a control call from a program and from its own page', async () => {
	const host = `localhost:${sandbox.port}`;

	expect(await statusWith({})).toBe(200);
	expect(await statusWith({ Host: host, Origin: `http://${host}` })).toBe(200);
});
