'use strict';

// Temporary folders that are deleted when the process exits.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** @returns {string} the path of a new folder */
function temporaryFolder() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'capillary-badges-'));
	process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	return folder;
}

module.exports = { temporaryFolder };
