'use strict';

const { startChild } = require('../../tools/bootstrap/childProcess');
const { UserError } = require('../../tools/bootstrap/userError');
const { waitUntilReady } = require('../../tools/services/waitUntilReady');

/** @param {string} code the JavaScript code of the child */
function started(code) {
	const child = startChild(process.execPath, ['-e', code], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let text = '';
	child.stdout?.on('data', (part) => (text += part));
	return { child, printed: () => text };
}

const WAITING = 'console.log("ready"); setInterval(() => {}, 1000);';

test('returns a child that is ready, with its end and a function to stop it', async () => {
	const { child, printed } = started(WAITING);
	const isReady = () => printed().includes('ready');
	const ready = await waitUntilReady(child, { name: 'It', isReady, printed });
	expect(child.exitCode).toBe(null);
	await ready.stop();

	expect(await ready.ended).toBe(null);
	expect(child.signalCode).toBe('SIGTERM');
});

test('reports the output of a child that ends instead', async () => {
	const { child, printed } = started('console.log("no room"); process.exitCode = 1;');
	const wanted = waitUntilReady(child, { name: 'It', isReady: () => false, printed });

	await expect(wanted).rejects.toThrow(
		new UserError('It did not start. Its last output:\nno room'),
	);
});

test('ends a child that takes too long', async () => {
	const { child } = started(WAITING);
	const about = { name: 'It', isReady: () => false, printed: () => 'still at it', log: 'it.log' };
	const wanted = waitUntilReady(child, { ...about, timeoutMs: 0 });

	await expect(wanted).rejects.toThrow(
		new UserError('It did not start. Its last output (it.log):\nstill at it'),
	);
	expect(child.signalCode).toBe('SIGTERM');
});
