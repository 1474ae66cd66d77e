import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { sanitizeName } from '../errors/untrustedText';
import { readDate } from './dateTime';
import { askingN8n, isMissing, NO_FIELDS, parameters, type Fields } from './parameters';

/** A blank, or one of the marks without width that come along when a text is copied from a page or an address book. */
const BLANK = /[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** Half of an emoji, say, where a text was cut off. No address can hold it. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Longest text of a field, in UTF-16 units; Capillary documents no limit, and no name or description comes near it. */
export const LONGEST_TEXT = 10_000;

/** Reads the parameters of one input item, and refuses what cannot be right before anything is sent. */
export class Item {
	/**
	 * @param fields the node's parameters, or a collection of them
	 * @param seed the same when n8n repeats the run
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
		private readonly fields: Fields = parameters(askingN8n(context), index),
		private readonly seed = '',
	) {}

	/** Names this item in this run of the node: the same when n8n repeats the run, and nowhere else. */
	get runKey(): string {
		return `${this.seed} ${this.index}`;
	}

	/** The fields of a collection, to be read like parameters; none when nothing was added to it. */
	collection(name: string, label: string): Item {
		const fields = this.fields.collection(name);
		if (fields) return this.within(fields);
		return this.value(name, label) === undefined
			? this.within(NO_FIELDS)
			: this.refuseCollection(label);
	}

	/**
	 * The entries of a list, which the editor keeps in a collection under the name `entry`. A list that was
	 * added without an entry is refused: n8n makes the same of an expression in its place, and an empty list
	 * would take away all that Capillary has.
	 */
	entries(name: string, entry: string, label: string): Item[] {
		const { fields } = this.collection(name, label);
		if (fields.isSet(entry)) this.within(fields).value(entry, label);
		else if (this.fields.isSet(name) && fields.entries(entry).length === 0) {
			this.refuse(label, 'is empty', 'Add an entry, or remove the field.');
		}
		return fields
			.entries(entry)
			.map((one) => (one ? this.within(one) : this.refuseCollection(label)));
	}

	/** Whether an agent fills the fields, which may leave any of them out. */
	get isByAgent(): boolean {
		return this.fields.isByAgent;
	}

	/**
	 * Whether a field has been added to a collection. One whose expression gives no value counts, and is
	 * refused when it is read; only an agent leaves fields out in that way.
	 */
	has(name: string): boolean {
		return this.fields.isSet(name);
	}

	/**
	 * A parameter as text without blanks around it; `''` when it is empty. Numbers become their digits,
	 * resource locators the value that was picked or entered.
	 */
	text(name: string, label: string): string {
		const value = this.value(name, label);
		if (value === undefined) return '';
		if (typeof value === 'string') return this.trimmed(value, label);
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

	/** Like required, but `''` when the field was not added, or left empty by hand or by an agent. */
	optional(name: string, label: string): string {
		return this.isLeftEmpty(name) ? '' : this.required(name, label);
	}

	/** A value that Capillary keeps as text, whatever kind it is: text, a number, true or false. */
	valueAsText(name: string, label: string): string {
		const value = this.value(name, label);
		if (typeof value === 'boolean') return String(value);
		const isFraction = typeof value === 'number' && Number.isFinite(value) && value % 1 !== 0;
		return isFraction && !String(value).includes('e') ? String(value) : this.text(name, label);
	}

	/** The value of an options parameter; an expression can bring anything, so it is held against the list. */
	choice<Value extends string>(
		name: string,
		label: string,
		options: ReadonlyArray<INodePropertyOptions & { value: Value }>,
	): Value {
		return this.chosen(this.text(name, label), label, options);
	}

	/** A boolean parameter; anything but true and false, which an expression can bring, is refused. */
	yesOrNo(name: string, label: string): boolean {
		const value = this.value(name, label);
		const text = typeof value === 'string' ? value.slice(0, 20).trim().toLowerCase() : value;
		if (text === true || text === 'true') return true;
		if (text === false || text === 'false') return false;
		return this.refuse(label, 'is neither true nor false', 'Switch it on or off.');
	}

	/** Several values, as a list or as text with commas, each held against the options; none is refused. */
	choices<Value extends string>(
		name: string,
		label: string,
		options: ReadonlyArray<INodePropertyOptions & { value: Value }>,
	): Value[] {
		const value = this.value(name, label);
		const listed = Array.isArray(value) ? (value as unknown[]) : this.text(name, label).split(',');
		const chosen = listed
			.filter((one) => one !== '')
			.map((one) => {
				if (typeof one === 'string') return this.chosen(this.trimmed(one, label), label, options);
				return this.refuse(label, 'holds something that is not a choice', choicesIn(options));
			});
		return chosen.length > 0
			? chosen
			: this.refuse(label, 'is empty', 'Choose at least one, or remove the field.');
	}

	/** A whole number from `min` to `max`. */
	wholeNumber(name: string, label: string, min: number, max: number): number {
		const text = this.required(name, label);
		const number = asWholeNumber(text);
		if (number !== undefined && number >= min && number <= max) return number;
		return this.refuse(label, `must be a whole number from ${min} to ${max}`, 'Correct it.');
	}

	/**
	 * A date and time as ISO 8601 with offset, taken in the workflow's time zone where it names none;
	 * empty is refused.
	 *
	 * @param has `dayEnds` when a date without a time means the end of its day
	 */
	requiredDate(name: string, label: string, { dayEnds = false } = {}): string {
		const value = this.value(name, label, '{{ $json.date ?? $now }}');
		if (value === undefined || (typeof value === 'string' && isBlank(value))) {
			return this.refuse(label, 'is empty', 'Pick a date, or check the expression in it.');
		}
		const read = readDate(value, this.context.getTimezone(), dayEnds);
		return 'date' in read ? read.date : this.refuse(label, read.why, read.next);
	}

	/** Like requiredDate, but `''` when the field was not added, or left empty by hand or by an agent. */
	optionalDate(name: string, label: string): string {
		return this.isLeftEmpty(name) ? '' : this.requiredDate(name, label);
	}

	/**
	 * What the addresses of this n8n's webhooks begin with, such as `https://n8n.example.com/`. n8n does
	 * not tell it to a node that runs. It is the beginning of the address at which the execution could be
	 * resumed: WEBHOOK_URL, or where n8n listens, then the path for it, then the execution.
	 */
	webhookBaseUrl(): string {
		const resumeUrl = this.context.evaluateExpression('{{ $execution.resumeUrl }}', this.index);
		const { origin, pathname } = new URL(String(resumeUrl));
		return `${origin}${pathname.split('/').slice(0, -2).join('/')}/`;
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

	/**
	 * A field as it is; `undefined` when nobody filled or added it.
	 *
	 * @param fallback what an expression can look like that always gives a value
	 * @throws NodeOperationError when it was filled or added, and its expression gives no value
	 */
	private value(name: string, label: string, fallback = "{{ $json.name ?? 'a value' }}"): unknown {
		const value = this.fields.value(name);
		if (!isMissing(value)) return value;
		if (!this.fields.isSet(name)) return undefined;
		return this.refuse(
			label,
			'is empty: its expression gives no value',
			`Check the expression, such as the name of a column in it. If some items have no value, give it one for them, as in ${fallback}, or remove the field.`,
		);
	}

	private isLeftEmpty(name: string): boolean {
		if (!this.fields.isSet(name)) return true;
		// An agent has to fill every field that it is offered, and gives an empty text for nothing.
		const mayBeEmpty = this.isByAgent || this.fields.isEnteredByHand(name);
		const value = mayBeEmpty && this.fields.value(name);
		return typeof value === 'string' && isBlank(value);
	}

	private trimmed(text: string, label: string): string {
		if (text.length > LONGEST_TEXT) {
			this.refuse(
				label,
				`is too long: it has ${text.length} characters`,
				`Shorten it to ${LONGEST_TEXT} characters or less.`,
			);
		}
		if (!HALF_CHARACTER.test(text)) return withoutBlanksAround(text);
		return this.refuse(
			label,
			'holds half a character',
			'The text was cut off within it; correct it.',
		);
	}

	private chosen<Value extends string>(
		value: string,
		label: string,
		options: ReadonlyArray<INodePropertyOptions & { value: Value }>,
	): Value {
		const found = options.find((option) => option.value === value);
		if (found) return found.value;
		return this.refuse(
			label,
			`holds '${sanitizeName(value)}', which is not a choice`,
			choicesIn(options),
		);
	}

	private within(fields: Fields): Item {
		return new Item(this.context, this.index, fields);
	}

	private refuseCollection(label: string): never {
		return this.refuse(label, 'is not a collection of fields', 'Fill its fields one by one.');
	}
}

/** A text without blanks and invisible marks around it. */
function withoutBlanksAround(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && BLANK.test(text[start])) start++;
	while (start < end && BLANK.test(text[end - 1])) end--;
	return text.slice(start, end);
}

function isBlank(text: string): boolean {
	return text.length <= LONGEST_TEXT && withoutBlanksAround(text) === '';
}

/** A whole number as a person or a spreadsheet writes it: `20`, or `20.0`. */
export function asWholeNumber(text: string): number | undefined {
	const [, digits] = /^([+-]?\d{1,15})(?:[.,]0{1,15})?$/.exec(text) ?? [];
	return digits === undefined ? undefined : Number(digits);
}

function choicesIn(options: readonly INodePropertyOptions[]): string {
	return `Use one of: ${options.map((option) => option.value).join(', ')}.`;
}
