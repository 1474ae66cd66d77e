'use strict';

const { FLAGS } = require('./chromium');

/** @typedef {import('playwright-core').Page} Page */

/** What fits a README and is still readable there. */
const SIZE = { width: 1440, height: 900 };

/** @param {string} id n8n marks what can be worked with by data-test-id */
const marked = (id) => `[data-test-id="${id}"]`;

/** n8n's editor, driven in a browser as a person would. */
class Editor {
	/** @param {import('playwright-core').Browser} browser @param {Page} page @param {string} url */
	constructor(browser, page, url) {
		this.browser = browser;
		this.page = page;
		this.url = url;
	}

	/**
	 * Opens a browser and signs in.
	 * @param {{executable: string, url: string, owner: {email: string, password: string}}} options
	 * @returns {Promise<Editor>}
	 */
	static async open({ executable, url, owner }) {
		// Installed with the project's packages, which may come after this file is read.
		const { chromium } = require('playwright-core');
		const browser = await chromium.launch({ executablePath: executable, args: FLAGS });
		const page = await browser.newPage({ viewport: SIZE });
		await page.goto(`${url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
		await page.locator('input[name=password]').fill(owner.password);
		await page.locator(marked('form-submit-button')).click();
		await page.waitForURL((address) => !address.pathname.includes('signin'));
		return new Editor(browser, page, url);
	}

	/** @param {string} workflowId @param {string} nodeName opens a workflow and one of its nodes */
	async openNode(workflowId, nodeName) {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		const node = this.page.locator(`${marked('canvas-node')}[data-node-name="${nodeName}"]`);
		await node.dblclick();
		await this.page.locator(marked('ndv')).waitFor();
	}

	/**
	 * Chooses an entry of a resource locator's list.
	 * @param {string} parameter @param {string} entry the entry's text
	 * @param {string} [search] typed into the list's search before
	 */
	async pickFromList(parameter, entry, search) {
		const locator = this.page.locator(marked(`resource-locator-${parameter}`));
		await locator.locator(marked('rlc-input')).click();
		if (search) await this.page.locator(marked('rlc-search')).fill(search);
		await this.page.locator(marked('rlc-item')).getByText(entry, { exact: true }).click();
	}

	/** Runs the opened node and the ones before it, and waits for its outcome. */
	async executeStep() {
		const panel = this.page.locator(marked('output-panel'));
		await this.page.locator(marked('node-execute-button')).click();
		await panel.locator(marked('ndv-items-count')).waitFor();
		// The count comes before the data, while the button still turns.
		await this.page.locator(marked('node-execute-button')).getByText('Execute step').waitFor();
		await panel.locator(marked('ndv-data-container')).waitFor();
	}

	/** @returns {Promise<string>} what the opened node's output panel shows */
	async outputText() {
		const panel = this.page.locator(marked('output-panel'));
		return await panel.locator(marked('ndv-data-container')).innerText();
	}

	/** @param {string} file a .png @param {number} [height] how much of the page, from the top */
	async screenshot(file, height = SIZE.height) {
		const clip = { x: 0, y: 0, width: SIZE.width, height };
		await this.page.screenshot({ path: file, animations: 'disabled', clip });
	}

	async close() {
		await this.browser.close();
	}
}

module.exports = { Editor };
