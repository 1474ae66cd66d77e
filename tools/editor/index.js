'use strict';

const { FLAGS } = require('./chromium');
const { marked } = require('./marked');
const { NodePanel } = require('./nodePanel');
const { NodeWindow } = require('./nodeWindow');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{x: number, y: number, width: number, height: number}} Clip in pixels, of a page of 1440
 *   by 900
 */

/** What fits a README and is still readable there. */
const SIZE = { width: 1440, height: 900 };

/** Far beyond any wait seen, in milliseconds, so that it tells what never comes from a slow machine. */
const TIMEOUT_MS = 120_000;

/** Nothing moves, so that nothing is clicked or pictured on its way. */
const STILL =
	'*, *::before, *::after { transition: none !important; animation-duration: 0s !important; }';

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
		page.setDefaultTimeout(TIMEOUT_MS);
		await page.goto(`${url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
		await page.locator('input[name=password]').fill(owner.password);
		await page.locator(marked('form-submit-button')).click();
		await page.waitForURL((address) => !address.pathname.includes('signin'));
		return new Editor(browser, page, url);
	}

	/** @param {string} workflowId opened on the canvas */
	async openWorkflow(workflowId) {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.addStyleTag({ content: STILL });
	}

	/** @param {string} name of a node on the canvas @returns {Promise<NodeWindow>} its window */
	async openNode(name) {
		await this.page.locator(`${marked('canvas-node')}[data-node-name="${name}"]`).dblclick();
		return await this.openedNode();
	}

	/** @returns {Promise<NodeWindow>} the window of the node that is open, or is being opened */
	async openedNode() {
		await this.page.locator(marked('ndv')).waitFor();
		return new NodeWindow(this.page);
	}

	async closeNode() {
		await this.page.locator(marked('ndv-close-button')).click();
		await this.page.locator(marked('ndv')).waitFor({ state: 'detached' });
	}

	/** @returns {Promise<NodePanel>} for the next node, or for the first of an empty workflow */
	async openNodePanel() {
		const first = this.page.locator(marked('canvas-add-button'));
		const next = this.page.locator(marked('node-creator-plus-button'));
		await first.or(next).first().click();
		return new NodePanel(this.page);
	}

	/** @param {string} selector of something on the page @returns {Promise<Clip>} where it is */
	async boxOf(selector) {
		const box = await this.page.locator(selector).boundingBox();
		if (!box) throw new Error(`Nothing is shown at ${selector}.`);
		return box;
	}

	/** @param {string} file a .png @param {Clip} clip the part of the page to picture */
	async screenshot(file, clip) {
		await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide', clip });
	}

	async close() {
		await this.browser.close();
	}
}

module.exports = { Editor };
