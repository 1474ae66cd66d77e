'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { missingPrograms, requireExecutable } = require('../../tools/services/executables');
const { temporaryFolder } = require('./temporaryFolder');

const folder = temporaryFolder();
const { PATH } = process.env;
beforeEach(() => (process.env.PATH = folder));
afterAll(() => (process.env.PATH = PATH));

test('names a missing program and how to install it', () => {
	expect(missingPrograms(['redis'])).toMatch(/^Redis not found .*install redis-server$/);
	expect(() => requireExecutable('redis')).toThrow(/^Redis not found/);
});

test('finds a program on PATH', () => {
	fs.writeFileSync(path.join(folder, 'redis-server'), '');
	expect(missingPrograms(['redis'])).toBeUndefined();
	expect(requireExecutable('redis')).toBe(path.join(folder, 'redis-server'));
});

test('prefers the path in the environment variable', () => {
	process.env.CHROMIUM_PATH = '/opt/chromium';
	expect(requireExecutable('chromium')).toBe('/opt/chromium');
	delete process.env.CHROMIUM_PATH;
});
