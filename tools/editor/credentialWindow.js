'use strict';

const { Form } = require('./form');
const { marked } = require('./marked');

/** @typedef {import('playwright-core').Page} Page */

/** The window in which a credential is entered and tested. */
class CredentialWindow {
	/** @param {Page} page */
	constructor(page) {
		this.page = page;
		this.window = page.locator(marked('editCredential-modal'));
		this.form = new Form(page, this.window);
	}

	/** Saves it, upon which n8n tests it: the window stays open only when the test fails. */
	async save() {
		await this.window.locator(marked('credential-save-button')).click();
	}

	async closed() {
		await this.window.waitFor({ state: 'detached' });
	}

	/** @returns {Promise<string>} what n8n says when the test has passed */
	async testPassed() {
		const passed = this.window.locator(marked('credentials-config-container-test-success'));
		return await passed.locator(':visible').first().innerText();
	}

	/** @returns {Promise<string>} what the window says when the test has failed, with the details */
	async testFailed() {
		await this.window.getByText('More details').click();
		return await this.window.locator(marked('node-credentials-config-container')).innerText();
	}
}

module.exports = { CredentialWindow };
