import type { Field, Fields, Property } from './field';
import { propertiesOf } from './field';

/**
 * Fields that are added when they are wanted. The editor shows them in alphabetical order.
 *
 * @returns the values of those that were added
 */
export function collectionField<Row extends object>(
	property: Omit<Property<'collection'>, 'options'>,
	fields: Fields<Row>,
): Field<Partial<Row>> {
	const entries = Object.entries<Field<unknown>>(fields);
	const options = propertiesOf(fields).sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
	return {
		properties: [{ ...property, options }],
		read(input) {
			const collection = input.collection(property);
			const added = entries
				.filter(([, { properties }]) => collection.has(properties[0]))
				.map(([name, field]) => [name, field.read(collection)]);
			return Object.fromEntries(added) as Partial<Row>;
		},
	};
}
