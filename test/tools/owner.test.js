'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ownerOf } = require('../../tools/n8n/owner');
const { temporaryFolder } = require('./temporaryFolder');

const temporary = temporaryFolder();

const modeOf = (/** @type {string} */ place) => fs.statSync(place).mode & 0o777;

test("the owner's password is random, stays the same for a folder, and only its user can read it", () => {
	const folder = path.join(temporary, 'n8n');
	fs.mkdirSync(folder, { mode: 0o755 });
	const owner = ownerOf(folder);

	expect(ownerOf(folder)).toEqual(owner);
	expect(ownerOf(path.join(folder, 'another')).password).not.toBe(owner.password);
	expect(owner.password).toMatch(/^(?=.*[A-Z])(?=.*\d).{16,64}$/);
	expect(modeOf(folder)).toBe(0o700);
	expect(modeOf(path.join(folder, 'owner.json'))).toBe(0o600);
});
