'use strict';

const { CredentialWindow } = require('./credentialWindow');
const { Form } = require('./form');
const { marked } = require('./marked');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{label: string, entries: string[]}} ShownField a field as its reader sees it
 */

/** The window of one node: its input, its parameters and its output. */
class NodeWindow {
	/** @param {Page} page */
	constructor(page) {
		this.page = page;
		this.parameters = page.locator(marked('node-parameters'));
		this.output = page.locator(marked('output-panel'));
		this.form = new Form(page, this.parameters);
	}

	/**
	 * @returns {Promise<ShownField[]>} the fields in the order of the screen, with the entries of each
	 *   list of which one can be chosen or added
	 */
	async fields() {
		const labels = this.parameters.locator('label[for]').filter({ visible: true });
		return await labels.evaluateAll((all) =>
			all.map((label) => {
				const field = label.closest('.parameter-item, [data-test-id="parameter-item"]');
				const list = field?.querySelector('input[aria-controls]')?.getAttribute('aria-controls');
				const entries = label.ownerDocument
					.getElementById(list ?? '')
					?.querySelectorAll('[data-test-id^="parameter-input"], [data-test-id^="collection"]');
				return {
					label: label.querySelector('.n8n-text')?.textContent?.trim() ?? '',
					entries: [...(entries ?? [])].map(
						(entry) => (entry.querySelector('.option-headline') ?? entry).textContent?.trim() ?? '',
					),
				};
			}),
		);
	}

	/** Opens the window for a new credential of the node. */
	async newCredential() {
		await this.page.locator(marked('node-credentials-select')).click();
		await this.page.locator(marked('node-credentials-select-item-new')).click();
		return new CredentialWindow(this.page);
	}

	/** Opens the window of the credential that the node has, which n8n then tests. */
	async openCredential() {
		await this.page.locator(marked('credential-edit-button')).click();
		return new CredentialWindow(this.page);
	}

	/** @param {string} parameter */
	#picker(parameter) {
		return this.page.locator(marked(`resource-locator-${parameter}`));
	}

	/** @param {string} parameter a resource locator, whose list is opened and filled by Capillary */
	async openList(parameter) {
		await this.#picker(parameter).locator(marked('rlc-input')).click();
	}

	/**
	 * Chooses an entry of a resource locator's list.
	 * @param {string} parameter @param {string | RegExp} entry the entry's text
	 * @param {string} [search] typed into the list's search before
	 */
	async pickFromList(parameter, entry, search) {
		await this.openList(parameter);
		if (search) await this.page.locator(marked('rlc-search')).fill(search);
		await this.pickFromOpenList(entry);
	}

	/** @param {string | RegExp} entry the text of the entry to choose */
	async pickFromOpenList(entry) {
		await this.page.locator(marked('rlc-item')).getByText(entry, { exact: true }).click();
	}

	/** @returns {Promise<string[]>} the entries of the list that is open, as far as they are loaded */
	async entriesOfOpenList() {
		const texts = await this.page.locator(marked('rlc-item')).allInnerTexts();
		return texts.map((text) => text.trim());
	}

	/** @param {string} parameter a resource locator that is named by ID @param {string} id */
	async enterId(parameter, id) {
		const input = this.#picker(parameter).locator(marked('rlc-input'));
		await input.fill(id);
		await input.blur();
	}

	/** @param {string} parameter @returns {Promise<string>} what a resource locator shows as chosen */
	async picked(parameter) {
		return await this.#picker(parameter).locator(marked('rlc-input')).inputValue();
	}

	/** @returns {Promise<string>} what stands in an opened list that could not be loaded */
	async listFailure() {
		return await this.page.locator(marked('rlc-error-container')).innerText();
	}

	/** Runs the node and the ones before it, and waits for its outcome. */
	async executeStep() {
		await this.page.locator(marked('node-execute-button')).click();
		await this.output.locator(marked('node-run-info')).waitFor();
		// It is there before the data, while the button still turns.
		await this.page.locator(marked('node-execute-button')).getByText('Execute step').waitFor();
		await this.output.locator(marked('ndv-data-container')).waitFor();
	}

	/**
	 * @param {string} text waits until the output panel shows it: n8n draws the items bit by bit
	 * @returns {Promise<string>} all that the panel shows
	 */
	async outputWith(text) {
		const shown = this.output.locator(marked('ndv-data-container'));
		await shown.getByText(text).first().waitFor();
		return await shown.innerText();
	}

	/** @param {number} left about where the parameters are to begin, between input and output */
	async moveParametersTo(left) {
		const now = await this.page.locator(marked('tab-params')).boundingBox();
		const handle = this.page.locator(marked('panel-drag-button'));
		const grip = await handle.boundingBox();
		if (!now || !grip) throw new Error('The node has no parameters that can be moved.');
		await handle.hover();
		await this.page.mouse.down();
		const x = grip.x + grip.width / 2 + left - now.x;
		await this.page.mouse.move(x, grip.y + grip.height / 2, { steps: 5 });
		await this.page.mouse.up();
	}

	/** @param {'Schema' | 'Table' | 'JSON'} form in which the output panel is to show the items */
	async showAs(form) {
		await this.output.locator(marked(`radio-button-${form.toLowerCase()}`)).click();
	}

	/** @param {'Success' | 'Error'} name of the branch whose items the output panel is to show */
	async showBranch(name) {
		await this.output.locator(marked('branches')).getByText(`${name} Branch`).click();
	}

	/** @returns {Promise<string>} the node's own remark above the output of a run */
	async hint() {
		return await this.output.locator(marked('node-hint')).innerText();
	}
}

module.exports = { NodeWindow };
