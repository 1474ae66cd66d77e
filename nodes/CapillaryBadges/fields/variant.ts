import type { INodeProperties } from 'n8n-workflow';

import { choiceField, type Choices } from './choice';
import { readFields, shownFor, type AnyFields, type Field, type RowOf } from './field';

/** Shows an object type with its fields in TypeScript's messages. */
export type Flat<T> = T extends infer U ? { [Key in keyof U]: U[Key] } : never;

/** What was chosen, as `kind`, with the values of the fields of that choice. */
export type Variant<Cases> = {
	[Kind in keyof Cases]: Flat<{ kind: Kind } & RowOf<Cases[Kind]>>;
}[keyof Cases];

/**
 * A choice that has further fields for some of its values. A field that belongs to several values must be
 * the same object in each of them.
 */
export function variantField<
	const Value extends string,
	Cases extends Record<NoInfer<Value>, AnyFields>,
>(property: Choices<Value>, cases: Cases): Field<Variant<Cases>> {
	const choice = choiceField(property);
	return {
		properties: [...choice.properties, ...propertiesOfCases(property.name, cases)],
		read(input) {
			const kind = choice.read(input);
			return { kind, ...readFields(cases[kind], input) } as unknown as Variant<Cases>;
		},
	};
}

/** The properties of all cases, each shown for the values that have it. */
function propertiesOfCases(name: string, cases: Record<string, AnyFields>): INodeProperties[] {
	const kinds = new Map<Field<unknown>, string[]>();
	for (const [kind, fields] of Object.entries(cases)) {
		for (const field of Object.values(fields)) {
			kinds.set(field, [...(kinds.get(field) ?? []), kind]);
		}
	}
	return [...kinds].flatMap(([field, shown]) => shownFor(field, { [name]: shown }).properties);
}
