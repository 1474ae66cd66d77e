'use strict';

// The window in which a credential is entered and tested.
const { Form } = require('./form');
const { marked } = require('./marked');

/** @typedef {import('playwright-core').Page} Page */

class CredentialWindow {
	/** @param {Page} page */
	constructor(page) {
		this.page = page;
		this.window = page.locator(marked('editCredential-modal'));
		this.form = new Form(page, this.window);
	}

	/** Saves the credential. n8n then tests it, and keeps the window open only when the test fails. */
	async save() {
		await this.window.locator(marked('credential-save-button')).click();
	}

	async closed() {
		await this.window.waitFor({ state: 'detached' });
	}

	/** @returns {Promise<string>} n8n's message that the test has passed */
	async testPassed() {
		const passed = this.window.locator(marked('credentials-config-container-test-success'));
		return await passed.locator(':visible').first().innerText();
	}

	/** @returns {Promise<string>} the text of the window after a failed test, with the details */
	async testFailed() {
		await this.window.getByText('More details').click();
		return await this.window.locator(marked('node-credentials-config-container')).innerText();
	}
}

module.exports = { CredentialWindow };
