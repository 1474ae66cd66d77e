'use strict';

// The documents of the project. Git is not asked: a copy that was downloaded as a ZIP has none.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../bootstrap/install');

/** @param {string} folder @param {boolean} recursive @returns {string[]} its Markdown files */
const pagesIn = (folder, recursive) =>
	fs
		.readdirSync(path.join(ROOT, folder), { recursive, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.join(folder, name).replaceAll(path.sep, '/'))
		.sort();

/** All documents, from the project's folder. */
const DOCUMENTS = [...pagesIn('.', false), ...pagesIn('docs', true), ...pagesIn('examples', false)];

module.exports = { DOCUMENTS, ROOT };
