import {
	NodeOperationError,
	tryToParseDateTime,
	type IExecuteFunctions,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { askingN8n, type ReadField } from './fields';

/** Reads the parameters of one input item, and refuses what cannot be right before anything is sent. */
export class Item {
	/** @param read how the node's parameters are read */
	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
		private readonly read: ReadField = askingN8n(context),
	) {}

	/**
	 * A parameter as text without blanks around it; `''` when it is empty. Numbers become their digits,
	 * resource locators the value that was picked or entered.
	 */
	text(name: string, label: string): string {
		const value = this.value(name);
		if (value === null || value === undefined) return '';
		if (typeof value === 'string') return value.trim();
		if (typeof value === 'number' && Number.isInteger(value)) {
			if (Number.isSafeInteger(value)) return String(value);
			this.refuse(label, 'is a number too long to be exact', 'Pass it as text.');
		}
		return this.refuse(label, 'is neither text nor a whole number', 'Map a single value to it.');
	}

	/** Like text, but empty is refused. */
	required(name: string, label: string): string {
		const value = this.text(name, label);
		return value === '' ? this.refuse(label, 'is empty', 'Fill it, or check the expression in it.') : value;
	}

	/** The value of an options parameter; an expression can bring anything, so it is held against the list. */
	choice<Value extends string>(
		name: string,
		label: string,
		options: ReadonlyArray<INodePropertyOptions & { value: Value }>,
	): Value {
		const value = this.text(name, label);
		const found = options.find((option) => option.value === value);
		if (found) return found.value;
		const choices = options.map((option) => option.value).join(', ');
		return this.refuse(label, `holds '${value}', which is not a choice`, `Use one of: ${choices}.`);
	}

	/** A boolean parameter. */
	flag(name: string): boolean {
		return this.value(name) === true;
	}

	/** A whole number from `min` to `max`. */
	wholeNumber(name: string, label: string, min: number, max: number): number {
		const number = Number(this.required(name, label));
		if (Number.isInteger(number) && number >= min && number <= max) return number;
		return this.refuse(label, `must be a whole number from ${min} to ${max}`, 'Correct it.');
	}

	/** A date and time as ISO 8601 with offset, taken in the workflow's time zone where it names none; `''` when empty. */
	dateTime(name: string, label: string): string {
		const value = this.value(name);
		if (value === undefined || value === null || value === '') return '';
		if (typeof value !== 'number') {
			try {
				return tryToParseDateTime(value, this.context.getTimezone()).toISO() ?? '';
			} catch {
				// Told below, like a number: seconds and milliseconds cannot be told apart safely.
			}
		}
		const next = 'Pick a date, or use one like 2026-03-15T11:20:00+05:30.';
		return this.refuse(label, 'is not a date', next);
	}

	/** A parameter as it is: for collections and lists, whose fields are reached as `collection.field`. */
	value(name: string): unknown {
		return this.read(name, this.index);
	}

	/**
	 * Refuses the item because of one field.
	 *
	 * @param label the field's name on the screen
	 * @param why completes the sentence that begins with the label
	 * @param next what to do, a whole sentence
	 * @throws NodeOperationError that names field and item
	 */
	refuse(label: string, why: string, next: string): never {
		throw new NodeOperationError(
			this.context.getNode(),
			`'${label}' ${why} [Item ${this.index}]`,
			{ description: next, itemIndex: this.index },
		);
	}
}
