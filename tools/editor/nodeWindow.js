'use strict';

// The window of one node: its input, its parameters and its output.
const { CredentialWindow } = require('./credentialWindow');
const { Form } = require('./form');
const { marked } = require('./marked');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{label: string, entries: string[]}} ShownField as on the screen
 */

class NodeWindow {
	/** @param {Page} page */
	constructor(page) {
		this.page = page;
		this.parameters = page.locator(marked('node-parameters'));
		this.input = page.locator(marked('ndv-input-panel'));
		this.output = page.locator(marked('output-panel'));
		this.form = new Form(page, this.parameters);
	}

	/**
	 * @returns {Promise<ShownField[]>} the fields in the order of the screen, with the entries of each
	 *   list
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

	/** Opens the window of the node's credential. n8n then tests it. */
	async openCredential() {
		await this.page.locator(marked('credential-edit-button')).click();
		return new CredentialWindow(this.page);
	}

	/** @param {string} parameter */
	#picker(parameter) {
		return this.page.locator(marked(`resource-locator-${parameter}`));
	}

	/** Opens a resource locator's list, which loads badges and the like. @param {string} parameter */
	async openList(parameter) {
		await this.#picker(parameter).locator(marked('rlc-input')).click();
	}

	/**
	 * Chooses an entry of a resource locator's list.
	 * @param {string} parameter @param {string | RegExp} entry the entry's text
	 * @param {string} [search] for the list's search
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

	/** @returns {Promise<string[]>} the loaded entries of the open list */
	async entriesOfOpenList() {
		const texts = await this.page.locator(marked('rlc-item')).allInnerTexts();
		return texts.map((text) => text.trim());
	}

	/** @param {string} parameter a resource locator in the mode By ID @param {string} id */
	async enterId(parameter, id) {
		const input = this.#picker(parameter).locator(marked('rlc-input'));
		await input.fill(id);
		await input.blur();
	}

	/** @param {string} parameter @returns {Promise<string>} what a resource locator shows */
	async picked(parameter) {
		return await this.#picker(parameter).locator(marked('rlc-input')).inputValue();
	}

	/** @returns {Promise<string>} the message of an open list that could not be loaded */
	async listFailure() {
		return await this.page.locator(marked('rlc-error-container')).innerText();
	}

	/** Runs the nodes before this one, so that their fields are there to be dragged. */
	async executePreviousNodes() {
		await this.input.getByText('Execute previous nodes').click();
		await this.input.locator(marked('ndv-data-container')).waitFor();
	}

	/** @param {string} field of the input, dragged @param {string} parameter onto it */
	async drag(field, parameter) {
		const pill = this.input.locator('[data-target="mappable"]').getByText(field, { exact: true });
		await pill.hover();
		await this.page.mouse.down();
		const box = await this.form.parameter(parameter).boundingBox();
		if (!box) throw new Error(`The node shows no '${parameter}'.`);
		await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
		await this.page.mouse.up();
	}

	/** @param {string} entry of the list On Error, among the node's settings */
	async setOnError(entry) {
		await this.page.locator(marked('tab-settings')).click();
		await new Form(this.page, this.page.locator(marked('ndv'))).choose('onError', entry);
		await this.page.locator(marked('tab-params')).click();
	}

	/** Has a trigger wait for an event, as for a test. */
	async listen() {
		await this.page.locator(marked('node-execute-button')).click();
		await this.page.locator(marked('trigger-listening')).waitFor();
	}

	/** Runs the node and those before it, and waits for its output. */
	async executeStep() {
		await this.page.locator(marked('node-execute-button')).click();
		await this.output.locator(marked('node-run-info')).waitFor();
		// The run's information appears before the data, while the button still shows progress.
		await this.page.locator(marked('node-execute-button')).getByText('Execute step').waitFor();
		await this.output.locator(marked('ndv-data-container')).waitFor();
	}

	/**
	 * Waits until the output panel shows a text, because n8n renders the items one after the other.
	 * @param {string} text
	 * @returns {Promise<string>} everything that the panel shows
	 */
	async outputWith(text) {
		const shown = this.output.locator(marked('ndv-data-container'));
		await shown.getByText(text).first().waitFor();
		return await shown.innerText();
	}

	/** @param {number} left approximately where the parameters begin afterwards, in pixels */
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

	/** @param {'Schema' | 'Table' | 'JSON'} form of the items in the output panel */
	async showAs(form) {
		await this.output.locator(marked(`radio-button-${form.toLowerCase()}`)).click();
	}

	/** @param {'Success' | 'Error'} name of the branch to show in the output panel */
	async showBranch(name) {
		await this.output.locator(marked('branches')).getByText(`${name} Branch`).click();
	}

	/** @returns {Promise<string>} the node's hint above the output */
	async hint() {
		return await this.output.locator(marked('node-hint')).innerText();
	}
}

module.exports = { NodeWindow };
