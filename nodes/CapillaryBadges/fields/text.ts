import type { Field, Property } from './field';
import type { Input, Label } from './input';

/** A text that must not be empty. */
export function textField(property: Property<'string'>): Field<string> {
	return { properties: [property], read: (input) => required(input, property) };
}

/** A text that can be empty, which clears what Capillary has. */
export function clearableTextField(property: Property<'string'>): Field<string> {
	return { properties: [property], read: (input) => input.text(property) };
}

/** A text, or `''` where the field was not added or was left empty by hand or by an agent. */
export function optionalTextField(property: Property<'string'>): Field<string> {
	return {
		properties: [property],
		read: (input) => (input.isLeftEmpty(property) ? '' : required(input, property)),
	};
}

/** A value of any kind as text: a text, a number, true or false. It can be empty. */
export function anyValueField(property: Property<'string'>): Field<string> {
	return {
		properties: [property],
		read(input) {
			const value = input.value(property);
			if (typeof value === 'boolean') return String(value);
			const isFraction = typeof value === 'number' && Number.isFinite(value) && value % 1 !== 0;
			return isFraction && !String(value).includes('e') ? String(value) : input.text(property);
		},
	};
}

/** The text of a field. Empty is refused. */
export function required(input: Input, label: Label): string {
	const text = input.text(label);
	return text === ''
		? input.refuse(label, 'is empty', 'Fill it, or check the expression in it.')
		: text;
}
