'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** @returns {string} a new folder that is removed after the last test of the file */
function temporaryFolder() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'capillary-badges-test-'));
	afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
	return folder;
}

module.exports = { temporaryFolder };
