import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { isBlank, trimmed } from './characters';
import { Names } from './names';
import type { ParameterReader } from './parameterReader';
import { isMissing, NO_PARAMETERS, parameters, type ItemParameters } from './parameters';

/** The name of a field for the code and for people. */
export type Label = Pick<INodeProperties, 'name' | 'displayName'>;

/** The parameters of one input item, as the fields of an operation read them. */
export class Input {
	private constructor(
		private readonly context: IExecuteFunctions,
		/** Index of the input item. */
		readonly index: number,
		private readonly parameters: ItemParameters,
		private readonly seed: string,
		/** Names that texts show beside IDs. */
		readonly names: Names,
	) {}

	/**
	 * @param seed the same when n8n repeats the run, and different in every other run
	 * @param names takes the names of what was picked
	 */
	static of(
		context: IExecuteFunctions,
		index: number,
		reader: ParameterReader,
		seed = '',
		names = new Names(),
	): Input {
		return new Input(context, index, parameters(reader, index), seed, names);
	}

	/** Identifies this item in this run of the node: the same when n8n repeats the run. */
	get runKey(): string {
		return `${this.seed} ${this.index}`;
	}

	/** Time zone of the workflow, for dates that name none. */
	get timezone(): string {
		return this.context.getTimezone();
	}

	/** Whether an AI agent fills the fields, which may leave any of them out. */
	get isByAgent(): boolean {
		return this.parameters.isByAgent;
	}

	/**
	 * Whether a field was added to a collection. A field whose expression gives no value counts as added
	 * and is refused when it is read, unless an agent left it out.
	 */
	has({ name }: Pick<Label, 'name'>): boolean {
		return this.parameters.isSet(name);
	}

	/** Whether a field was not added, or was left empty by hand or by an agent. */
	isLeftEmpty({ name }: Label): boolean {
		if (!this.parameters.isSet(name)) return true;
		// An agent must fill every field that it is offered, and gives an empty text for nothing.
		const canBeEmpty = this.isByAgent || this.parameters.isEnteredByHand(name);
		return canBeEmpty && isBlank(this.parameters.value(name));
	}

	/**
	 * The value as it is; `undefined` when nobody filled or added the field.
	 *
	 * @param fallback an example of an expression that always gives a value
	 * @throws NodeOperationError when the field was filled or added and its expression gives no value
	 */
	value(label: Label, fallback = "{{ $json.name ?? 'a value' }}"): unknown {
		const value = this.parameters.value(label.name);
		if (!isMissing(value)) return value;
		if (!this.parameters.isSet(label.name)) return undefined;
		return this.refuse(
			label,
			'is empty: its expression gives no value',
			`Check the expression, such as the name of a column in it. If some items have no value, give it one for them, as in ${fallback}, or remove the field.`,
		);
	}

	/**
	 * The value as text without blanks around it; `''` when it is empty. Numbers become their digits,
	 * resource locators the value that was picked or entered.
	 */
	text(label: Label): string {
		const value = this.value(label);
		if (value === undefined) return '';
		if (typeof value === 'string') return this.trimmed(value, label);
		if (Number.isInteger(value)) {
			if (Number.isSafeInteger(value)) return String(value);
			this.refuse(label, 'is a number too long to be exact', 'Pass it as text.');
		}
		return this.refuse(label, 'is neither text nor a whole number', 'Map a single value to it.');
	}

	/** A text without blanks and invisible characters around it; one that cannot be sent is refused. */
	trimmed(text: string, label: Label): string {
		const result = trimmed(text);
		return result.status === 'read' ? result.value : this.refuse(label, result.why, result.next);
	}

	/** Whether a thing is entered by its name. */
	isByName({ name }: Label): boolean {
		return this.parameters.locator(name)?.mode === 'name';
	}

	/** Whether a thing was picked from a list. */
	isPicked({ name }: Label): boolean {
		return this.parameters.locator(name)?.mode === 'list' && this.parameters.isEnteredByHand(name);
	}

	/** The name that the editor shows for what was picked from a list; undefined for anything else. */
	pickedName({ name }: Label): string | undefined {
		return this.parameters.locator(name)?.pickedName;
	}

	/** The fields of a collection, to be read like parameters; none when nothing was added to it. */
	collection(label: Label): Input {
		const fields = this.parameters.collection(label.name);
		if (fields) return this.within(fields);
		return this.value(label) === undefined
			? this.within(NO_PARAMETERS)
			: this.refuseCollection(label);
	}

	/**
	 * The entries of a list, which the editor keeps in a collection under the name `entry`. A list that
	 * was added without an entry is refused: n8n makes the same of an expression in its place, and an
	 * empty list would erase what Capillary has.
	 */
	entries(label: Label, entry: string): Input[] {
		const list = this.collection(label);
		if (list.parameters.isSet(entry)) list.value({ ...label, name: entry });
		else if (this.parameters.isSet(label.name) && list.parameters.entries(entry).length === 0) {
			this.refuse(label, 'is empty', 'Add an entry, or remove the field.');
		}
		return list.parameters
			.entries(entry)
			.map((one) => (one ? this.within(one) : this.refuseCollection(label)));
	}

	/**
	 * The beginning of this n8n's webhook addresses, such as `https://n8n.example.com/`. n8n does not
	 * give it to a running node, so it is taken from the address that would resume the execution:
	 * WEBHOOK_URL or n8n's own address, then a path, then the execution.
	 */
	webhookBaseUrl(): string {
		const resumeUrl = this.context.evaluateExpression('{{ $execution.resumeUrl }}', this.index);
		const { origin, pathname } = new URL(String(resumeUrl));
		return `${origin}${pathname.split('/').slice(0, -2).join('/')}/`;
	}

	/**
	 * Refuses the item because of one field.
	 *
	 * @param why continues the sentence that begins with the label
	 * @param next what to do, a whole sentence
	 * @throws NodeOperationError that names the field and the item
	 */
	refuse({ displayName }: Pick<Label, 'displayName'>, why: string, next: string): never {
		const message = `'${displayName}' ${why} [Item ${this.index}]`;
		throw new NodeOperationError(this.context.getNode(), message, {
			description: next,
			itemIndex: this.index,
		});
	}

	private within(fields: ItemParameters): Input {
		return new Input(this.context, this.index, fields, this.seed, this.names);
	}

	private refuseCollection(label: Label): never {
		return this.refuse(label, 'is not a collection of fields', 'Fill its fields one by one.');
	}
}
