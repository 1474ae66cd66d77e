'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { missingServers, serverProgram } = require('../../tools/services/executables');
const { temporaryFolder } = require('./temporaryFolder');

const folder = temporaryFolder();
const { PATH } = process.env;
beforeEach(() => (process.env.PATH = folder));
afterAll(() => (process.env.PATH = PATH));

test('what is missing is named, with how to get it', () => {
	expect(missingServers()).toMatch(/^there is no Redis.* on this machine; .*install redis-server/);
	expect(() => serverProgram('redis-server')).toThrow(/cannot be started: there is no Redis/);
});

test('what is on PATH is found', () => {
	for (const name of ['redis-server', 'initdb', 'postgres'])
		fs.writeFileSync(path.join(folder, name), '');
	expect(missingServers()).toBeUndefined();
	expect(serverProgram('postgres')).toBe(path.join(folder, 'postgres'));
});
