import { isBlank } from './characters';
import { readDate } from './dateTime';
import type { Field, Property } from './field';
import type { Input } from './input';

/**
 * A date and time as ISO 8601 with offset, in the time zone of the workflow where it names none.
 *
 * @param options `dayEnds` when a date without a time means the end of its day
 */
export function dateField(property: Property<'dateTime'>, { dayEnds = false } = {}): Field<string> {
	return { properties: [property], read: (input) => required(input, property, dayEnds) };
}

/** A date, or `''` where the field was not added or was left empty by hand or by an agent. */
export function optionalDateField(property: Property<'dateTime'>): Field<string> {
	return {
		properties: [property],
		read: (input) => (input.isLeftEmpty(property) ? '' : required(input, property, false)),
	};
}

function required(input: Input, property: Property<'dateTime'>, dayEnds: boolean): string {
	const value = input.value(property, '{{ $json.date ?? $now }}');
	if (value === undefined || isBlank(value)) {
		return input.refuse(property, 'is empty', 'Pick a date, or check the expression in it.');
	}
	const date = readDate(value, input.timezone, dayEnds);
	return date.status === 'read' ? date.value : input.refuse(property, date.why, date.next);
}
