const { resolve } = require('node:path');

/** The folder of the package under test: its package.json names the built files in dist/. */
exports.projectRoot = resolve(__dirname, '../../..');
