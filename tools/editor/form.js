'use strict';

// The parameters of a node or of a credential on the screen.
const { marked } = require('./marked');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

class Form {
	/** @param {Page} page @param {Locator} container of the parameters */
	constructor(page, container) {
		this.page = page;
		this.container = container;
	}

	/** @param {string} name of the parameter, not its label */
	parameter(name) {
		return this.container.locator(marked(`parameter-input-${name}`));
	}

	/** @param {string} name @param {string} entry the text of an entry of the parameter's list */
	async choose(name, entry) {
		await this.#pickFrom(this.parameter(name), entry);
	}

	/** @param {string} name @param {string} text */
	async fill(name, text) {
		await this.parameter(name).locator('input').fill(text);
	}

	/** @param {string} name of a date with time @param {string} text such as 2090-01-31 23:59:00 */
	async fillDate(name, text) {
		await this.fill(name, text);
		await this.parameter(name).locator('input').press('Enter');
	}

	/** @param {string} name of a switch */
	async toggle(name) {
		const field = this.parameter(name);
		const isOn = (await field.locator('.el-switch.is-checked').count()) > 0;
		await field.locator('.el-switch').click();
		await field.locator(`.el-switch${isOn ? ':not(.is-checked)' : '.is-checked'}`).waitFor();
	}

	/** @param {string} collection the parameter's name @param {string} entry the text of the entry to add */
	async addTo(collection, entry) {
		const label = this.page.locator(`label[for="${collection}"]`);
		const whole = this.container.locator(marked('parameter-item')).filter({ has: label });
		await this.#pickFrom(whole.locator(marked('collection-parameter-add')), entry);
	}

	/** @param {Locator} field a list that opens on a click @param {string} entry */
	async #pickFrom(field, entry) {
		const input = field.locator('input').first();
		await input.click();
		const list = this.page.locator(`[id="${await input.getAttribute('aria-controls')}"]`);
		const text = this.page.getByText(entry, { exact: true });
		await list.getByRole('option').filter({ has: text }).click();
	}
}

module.exports = { Form };
