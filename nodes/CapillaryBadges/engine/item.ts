import {
	isResourceLocatorValue,
	NodeOperationError,
	tryToParseDateTime,
	type IExecuteFunctions,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { askingN8n, type ReadField } from './fields';

/**
 * A date with or without time and time zone, in the forms that can be read in one way only. Of others,
 * 12 would be today at noon, and 2026-6-1 a day in the time zone of the server.
 */
const DATE =
	/^\d{4}-\d\d-\d\d([T ]\d\d(:\d\d(:\d\d([.,]\d+)?)?)?(Z| ?[+-]\d\d(:?\d\d)?| [a-z]{3,}(\/\S+)?)?(\[\S+\])?)?$/i;

/** A blank, or one of the marks without width that come along when a text is copied from a page or an address book. */
const BLANK = '[\\s\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069]';
const BLANKS_AROUND = new RegExp(`^${BLANK}+|(?<!${BLANK})${BLANK}+$`, 'g');

/** Half of an emoji, say, where a text was cut off. No address can hold it. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Reads the parameters of one input item, and refuses what cannot be right before anything is sent. */
export class Item {
	/**
	 * @param read how the node's parameters are read
	 * @param fields of a collection to read in their place
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
		private readonly read: ReadField = askingN8n(context),
		private readonly fields?: Record<string, unknown>,
	) {}

	/** The fields of a collection, to be read like parameters. What is not in it reads as empty. */
	collection(name: string, label: string): Item {
		return this.within(this.value(name) ?? {}, label);
	}

	/** The entries of a list, which the editor keeps in a collection under the name `entry`. */
	entries(name: string, entry: string, label: string): Item[] {
		const value = this.collection(name, label).value(entry) ?? [];
		return (Array.isArray(value) ? value : [value]).map((fields) => this.within(fields, label));
	}

	/** Whether a field has been added to a collection. */
	has(name: string): boolean {
		const value = this.value(name);
		return value !== null && value !== undefined;
	}

	private within(fields: unknown, label: string): Item {
		if (typeof fields === 'object' && fields !== null && !Array.isArray(fields)) {
			return new Item(this.context, this.index, this.read, fields as Record<string, unknown>);
		}
		return this.refuse(label, 'is not a collection of fields', 'Fill its fields one by one.');
	}

	/**
	 * A parameter as text without blanks around it; `''` when it is empty. Numbers become their digits,
	 * resource locators the value that was picked or entered.
	 */
	text(name: string, label: string): string {
		const value = this.value(name);
		if (value === null || value === undefined) return '';
		if (typeof value === 'string') {
			if (!HALF_CHARACTER.test(value)) return value.replace(BLANKS_AROUND, '');
			this.refuse(label, 'holds half a character', 'The text was cut off within it; correct it.');
		}
		if (Number.isInteger(value)) {
			if (Number.isSafeInteger(value)) return String(value);
			this.refuse(label, 'is a number too long to be exact', 'Pass it as text.');
		}
		return this.refuse(label, 'is neither text nor a whole number', 'Map a single value to it.');
	}

	/** Like text, but empty is refused. */
	required(name: string, label: string): string {
		const value = this.text(name, label);
		return value === ''
			? this.refuse(label, 'is empty', 'Fill it, or check the expression in it.')
			: value;
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

	/** A boolean parameter; anything but true and false, which an expression can bring, is refused. */
	yesOrNo(name: string, label: string): boolean {
		const value = this.value(name);
		const text = String(value).trim().toLowerCase();
		if (text === 'true' || text === 'false') return text === 'true';
		return this.refuse(label, 'is neither true nor false', 'Switch it on or off.');
	}

	/** Several values, as a list or as text with commas, each held against the options. */
	choices<Value extends string>(
		name: string,
		label: string,
		options: ReadonlyArray<INodePropertyOptions & { value: Value }>,
	): Value[] {
		const value = this.value(name) ?? [];
		const chosen = Array.isArray(value) ? value : this.text(name, label).split(',');
		return chosen
			.filter((one) => one !== '')
			.map((one) => this.within({ one }, label).choice('one', label, options));
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
		const isObject = typeof value === 'object' && !Array.isArray(value);
		if (typeof value === 'string' ? DATE.test(value.trim()) : isObject) {
			try {
				const date = tryToParseDateTime(value, this.context.getTimezone()).toISO() ?? '';
				// 30 February would be read as 2 March.
				if (typeof value !== 'string' || value.trim().startsWith(date.slice(0, 10))) return date;
			} catch {
				// Told below, like a number, which might count seconds or milliseconds.
			}
		}
		const next = 'Pick a date, or use one like 2026-03-15T11:20:00+05:30.';
		return this.refuse(label, 'is not a date', next);
	}

	/** Like dateTime, but empty is refused. */
	requiredDate(name: string, label: string): string {
		const date = this.dateTime(name, label);
		return date === '' ? this.refuse(label, 'is empty', 'Pick a date.') : date;
	}

	/** A field as it is. */
	private value(name: string): unknown {
		if (this.fields) return locatedIn(this.fields[name]);
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
		throw new NodeOperationError(this.context.getNode(), `'${label}' ${why} [Item ${this.index}]`, {
			description: next,
			itemIndex: this.index,
		});
	}
}

/** The value of a resource locator, which stands in a collection as an object; anything else as it is. */
function locatedIn(value: unknown): unknown {
	return isResourceLocatorValue(value) ? value.value : value;
}
