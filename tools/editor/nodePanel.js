'use strict';

const { marked } = require('./marked');

/** @typedef {import('playwright-core').Page} Page */

/** The panel in which people look for a node to add. */
class NodePanel {
	/** @param {Page} page */
	constructor(page) {
		this.page = page;
	}

	/** @param {string} text typed into the search */
	async search(text) {
		await this.page.locator(marked('node-creator-search-bar')).fill(text);
	}

	/** @returns {Promise<string[]>} the nodes, or the actions of the opened one */
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

	/** @param {string} name of a node, whose actions are then listed, or of an action, which is added */
	async open(name) {
		await this.entry(name).click();
	}
}

module.exports = { NodePanel };
