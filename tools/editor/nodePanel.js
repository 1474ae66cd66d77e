'use strict';

// The panel in which people look for a node to add.
const { marked } = require('./marked');

/** @typedef {import('playwright-core').Page} Page */

class NodePanel {
	/** @param {Page} page */
	constructor(page) {
		this.page = page;
	}

	/** @param {string} text for the search */
	async search(text) {
		await this.page.locator(marked('node-creator-search-bar')).fill(text);
	}

	/** @returns {Promise<string[]>} the nodes, or the actions of the opened node */
	async names() {
		return await this.#names.allInnerTexts();
	}

	get #names() {
		return this.page
			.locator(marked('item-iterator-item'))
			.locator(marked('node-creator-item-name'));
	}

	/** @param {string} name of a node or an action */
	entry(name) {
		return this.#names.getByText(name, { exact: true });
	}

	/** @param {string} name of a node, to list its actions, or of an action, to add it */
	async open(name) {
		await this.entry(name).click();
	}
}

module.exports = { NodePanel };
