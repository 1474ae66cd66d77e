import type { Field, Property } from './field';
import { required } from './text';

/** Largest whole number that Capillary takes for a rank or a till. */
const LARGEST = 2_147_483_647;

/**
 * A whole number.
 *
 * @param limits the smallest and the largest, where the editor's own `minValue` does not say it
 */
export function numberField(
	property: Property<'number' | 'string'>,
	limits: { min?: number; max?: number } = {},
): Field<number> {
	const { min = property.typeOptions?.minValue ?? 0, max = LARGEST } = limits;
	return {
		properties: [property],
		read(input) {
			const number = wholeNumberIn(required(input, property));
			if (number !== undefined && number >= min && number <= max) return number;
			const why = `must be a whole number from ${min} to ${max}`;
			return input.refuse(property, why, 'Correct it.');
		},
	};
}

/** A whole number as a person or a spreadsheet writes it: `20`, or `20.0`. */
export function wholeNumberIn(text: string): number | undefined {
	const [, digits] = /^([+-]?\d{1,15})(?:[.,]0{1,15})?$/.exec(text) ?? [];
	return digits === undefined ? undefined : Number(digits);
}
