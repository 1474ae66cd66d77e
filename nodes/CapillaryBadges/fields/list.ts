import { propertiesOf, readFields, type Field, type Fields, type Property } from './field';

/**
 * A list whose entries have the same fields.
 *
 * @param entry name under which n8n keeps the entries, and its label, which is that of the list where it has none
 */
export function listField<Row>(
	property: Omit<Property<'fixedCollection'>, 'options' | 'typeOptions'>,
	entry: { name: string; displayName?: string },
	fields: Fields<Row>,
): Field<Row[]> {
	const { name, displayName = property.displayName } = entry;
	return {
		properties: [
			{
				...property,
				typeOptions: { multipleValues: true },
				options: [{ name, displayName, values: propertiesOf(fields) }],
			},
		],
		read: (input) => input.entries(property, name).map((one) => readFields(fields, one)),
	};
}
