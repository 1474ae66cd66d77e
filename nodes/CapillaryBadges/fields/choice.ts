import type { INodePropertyOptions } from 'n8n-workflow';

import { sanitizeName } from '../errors/untrustedText';
import type { Field, Property } from './field';
import type { Input, Label } from './input';

/** One entry of a list of choices. */
export interface Choice<Value extends string> extends INodePropertyOptions {
	value: Value;
}

/** A property of one of several values; `default` is one of them. */
export type Choices<Value extends string> = Omit<Property<'options'>, 'options'> & {
	options: ReadonlyArray<Choice<Value>>;
	default: NoInfer<Value>;
};

/** One of several values. An expression can return anything, so the value is validated against the options. */
export function choiceField<const Value extends string>(property: Choices<Value>): Field<Value> {
	return {
		properties: [withOptions(property)],
		read: (input) => chosen(input, property, input.text(property), property.options),
	};
}

/** Several values, as a list or as text with commas. At least one is needed. */
export function choicesField<const Value extends string>(
	property: Omit<Property<'multiOptions'>, 'options'> & { options: ReadonlyArray<Choice<Value>> },
): Field<Value[]> {
	const { options } = property;
	return {
		properties: [withOptions(property)],
		read(input) {
			const value = input.value(property);
			const listed = Array.isArray(value) ? (value as unknown[]) : input.text(property).split(',');
			const values = listed
				.filter((one) => one !== '')
				.map((one) => {
					if (typeof one === 'string') {
						return chosen(input, property, input.trimmed(one, property), options);
					}
					return input.refuse(
						property,
						'contains something that is not a choice',
						choicesIn(options),
					);
				});
			if (values.length > 0) return [...new Set(values)];
			return input.refuse(property, 'is empty', 'Choose at least one, or remove the field.');
		},
	};
}

function chosen<Value extends string>(
	input: Input,
	label: Label,
	value: string,
	options: ReadonlyArray<Choice<Value>>,
): Value {
	const option = options.find((one) => one.value === value);
	if (option) return option.value;
	const why = `cannot be '${sanitizeName(value)}'`;
	return input.refuse(label, why, choicesIn(options));
}

function choicesIn(options: readonly INodePropertyOptions[]): string {
	return `Use one of: ${options.map(({ value }) => value).join(', ')}.`;
}

/** n8n's own type of a property has a list of options that can be changed. */
function withOptions<P extends { options: readonly INodePropertyOptions[] }>(property: P) {
	return { ...property, options: [...property.options] };
}
