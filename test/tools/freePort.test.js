'use strict';

const { once } = require('node:events');
const net = require('node:net');
const { freePort } = require('../../tools/services/freePort');
const { UserError } = require('../../tools/bootstrap/userError');

afterEach(() => jest.restoreAllMocks());

test('a port in use is replaced by the next free one', async () => {
	const server = net.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port: taken } = /** @type {net.AddressInfo} */ (server.address());
	const free = await freePort(taken);
	server.close();
	expect(free).toBeGreaterThan(taken);
});

test("a random port is not from the system's range for outgoing connections, and never the same twice", async () => {
	const ports = await Promise.all(Array.from({ length: 100 }, async () => await freePort()));
	expect(Math.max(...ports)).toBeLessThan(32_768);
	expect(new Set(ports).size).toBe(ports.length);
});

test.each([
	['Choose others with --port.', 'No port from 5000 to 5050 is free. Choose others with --port.'],
	[undefined, 'No port from 5000 to 5050 is free.'],
])('without a free port, the error has the advice %j', async (advice, message) => {
	const taken = new net.Server();
	taken.listen = () => {
		taken.emit('error', new Error('listen EADDRINUSE'));
		return taken;
	};
	jest.spyOn(net, 'createServer').mockReturnValue(taken);

	await expect(freePort(5000, advice)).rejects.toThrow(new UserError(message));
});
