'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/**
 * Makes a new folder among the system's temporary ones, which is gone when this process ends.
 * @returns {string} its path
 */
function temporaryFolder() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'capillary-badges-'));
	process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	return folder;
}

module.exports = { temporaryFolder };
