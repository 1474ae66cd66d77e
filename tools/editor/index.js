'use strict';

// n8n's editor, driven in Chromium as a person would.
const { marked } = require('./marked');
const { NodePanel } = require('./nodePanel');
const { NodeWindow } = require('./nodeWindow');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{x: number, y: number, width: number, height: number}} Clip in pixels, of a page of 1440
 *   by 900
 */

/** Fits a README and is readable there. */
const SIZE = { width: 1440, height: 900 };

/** Far longer than any wait that was seen, so that a slow machine does not reach it. */
const TIMEOUT_MS = 120_000;

/** For machines without a graphics card and for containers; calls nothing outside this machine. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** No animations, so that nothing moves while it is clicked or pictured. */
const NO_ANIMATIONS =
	'*, *::before, *::after { transition: none !important; animation-duration: 0s !important; }';

class Editor {
	/** @param {import('playwright-core').Browser} browser @param {Page} page @param {string} url */
	constructor(browser, page, url) {
		this.browser = browser;
		this.page = page;
		this.url = url;
	}

	/**
	 * Opens a browser and signs in.
	 * @param {object} options
	 * @param {string} options.executable
	 * @param {string} options.url of n8n
	 * @param {{email: string, password: string}} options.owner
	 * @param {string} [options.tracesDir] for Playwright's traces. It does not remove its own folder
	 * @returns {Promise<Editor>}
	 */
	static async open({ executable, url, owner, tracesDir }) {
		// The project's packages may be installed after this file is loaded.
		const { chromium } = require('playwright-core');
		const browser = await chromium.launch({ executablePath: executable, args: FLAGS, tracesDir });
		const page = await browser.newPage({ viewport: SIZE });
		page.setDefaultTimeout(TIMEOUT_MS);
		await page.goto(`${url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
		await page.locator('input[name=password]').fill(owner.password);
		await page.locator(marked('form-submit-button')).click();
		await page.waitForURL((address) => !address.pathname.includes('signin'));
		return new Editor(browser, page, url);
	}

	/** Opens a workflow on the canvas. @param {string} workflowId */
	async openWorkflow(workflowId) {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.addStyleTag({ content: NO_ANIMATIONS });
	}

	/** @param {string} name of a node on the canvas @returns {Promise<NodeWindow>} */
	async openNode(name) {
		await this.page.locator(`${marked('canvas-node')}[data-node-name="${name}"]`).dblclick();
		return await this.openedNode();
	}

	/** @returns {Promise<NodeWindow>} the window that is open or opening */
	async openedNode() {
		await this.page.locator(marked('ndv')).waitFor();
		return new NodeWindow(this.page);
	}

	async closeNode() {
		await this.page.locator(marked('ndv-close-button')).click();
		await this.page.locator(marked('ndv')).waitFor({ state: 'detached' });
	}

	/** Works in an empty workflow as well. @returns {Promise<NodePanel>} */
	async openNodePanel() {
		const first = this.page.locator(marked('canvas-add-button'));
		const next = this.page.locator(marked('node-creator-plus-button'));
		await first.or(next).first().click();
		return new NodePanel(this.page);
	}

	/** @returns {Promise<NodePanel>} for a node behind the last one on the canvas, connected with it */
	async openNodePanelBehind() {
		await this.page.locator(marked('canvas-handle-plus')).last().click();
		return new NodePanel(this.page);
	}

	/** @param {string} selector of an element @returns {Promise<Clip>} its position and size */
	async boxOf(selector) {
		const box = await this.page.locator(selector).boundingBox();
		if (!box) throw new Error(`Nothing is shown at ${selector}.`);
		return box;
	}

	/** @param {string} file a .png @param {Clip} clip the part of the page */
	async screenshot(file, clip) {
		await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide', clip });
	}

	async close() {
		await this.browser.close();
	}
}

module.exports = { Editor };
