'use strict';

const { eventually, until } = require('../../tools/services/polling');

test('until looks again as long as there is nothing', async () => {
	const found = [undefined, /** @type {const} */ (false), 0];
	expect(await until(async () => found.shift(), 1)).toBe(0);
	expect(found).toEqual([]);
});

test('until fails when a look fails', async () => {
	const look = async () => {
		throw new Error('gone');
	};
	await expect(until(look, 1)).rejects.toThrow('gone');
});

test('eventually repeats a check until it passes', async () => {
	let tries = 0;
	const passed = await eventually(async () => {
		tries++;
		if (tries < 3) throw new Error('not yet');
		return tries;
	});
	expect(passed).toBe(3);
});

test('eventually fails with the last error after half a minute', async () => {
	let now = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => (now += 20_000));
	let tries = 0;
	const check = async () => {
		throw new Error(`try ${++tries}`);
	};
	await expect(eventually(check)).rejects.toThrow('try 2');
	jest.restoreAllMocks();
});
