'use strict';

// The user who can sign in to an n8n.
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** @typedef {{email: string, password: string}} Owner */

const EMAIL = 'demo@example.com';

/**
 * The owner of the n8n in a user folder, the same at each start. The password is random, because any
 * web page can reach an n8n on loopback. Only the user of this machine can read it.
 * @param {string} userFolder created when it is missing, and closed to other users
 * @returns {Owner}
 */
function ownerOf(userFolder) {
	fs.mkdirSync(userFolder, { recursive: true });
	fs.chmodSync(userFolder, 0o700);
	const file = path.join(userFolder, 'owner.json');
	if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'));
	// n8n requires a capital letter and a digit.
	const owner = { email: EMAIL, password: `N8-${randomBytes(12).toString('base64url')}` };
	fs.writeFileSync(file, JSON.stringify(owner), { mode: 0o600 });
	return owner;
}

module.exports = { ownerOf };
