import type { INodeProperties } from 'n8n-workflow';

import type { ByName } from './byName';
import type { Input } from './input';

/** A field of the node: how the editor shows it, and how its value is read for an item. */
export interface Field<T> {
	/** Usually one. A customer has two, an expiry has one for each of its parts. */
	readonly properties: INodeProperties[];
	/**
	 * The value for one item.
	 *
	 * @throws NodeOperationError that names the field and the item, when the value is invalid
	 */
	read(input: Input): T;
	/** Present when the thing can be named by its name, which is then looked up before any item is read. */
	readonly byName?: ByName;
}

/** The fields of an object, by its names. TypeScript infers the object from them. */
export type Fields<Row> = { [Name in keyof Row]: Field<Row[Name]> };

/** Fields of any types. */
export type AnyFields = Record<string, Field<unknown>>;

/** The object that these fields read. */
export type RowOf<F> = { [Name in keyof F]: F[Name] extends Field<infer T> ? T : never };

/** An n8n property of one type, written as a whole literal so that n8n's linter can check it. */
export type Property<Type extends INodeProperties['type']> = Omit<INodeProperties, 'type'> & {
	type: Type;
};

/** Refuses a value that was read: `why` continues the sentence that begins with the field's label. */
export type Refuse = (why: string, next: string) => never;

/** All properties of these fields, in their order. */
export function propertiesOf(fields: AnyFields): INodeProperties[] {
	return Object.values(fields).flatMap(({ properties }) => properties);
}

/** Reads all of these fields. */
export function readFields<Row>(fields: Fields<Row>, input: Input): Row {
	const row = Object.entries<Field<unknown>>(fields).map(([name, field]) => [
		name,
		field.read(input),
	]);
	return Object.fromEntries(row) as Row;
}

/** The same field with another value, computed from what it reads. */
export function map<T, U>(field: Field<T>, change: (value: T, refuse: Refuse) => U): Field<U> {
	return {
		properties: field.properties,
		read(input) {
			const refuse: Refuse = (why, next) => input.refuse(field.properties[0], why, next);
			return change(field.read(input), refuse);
		},
	};
}

/** The same field with changes to its properties, such as another description. */
export function withProperty<T>(field: Field<T>, changes: Partial<INodeProperties>): Field<T> {
	return { ...field, properties: field.properties.map((one) => ({ ...one, ...changes })) };
}

/** The same field, shown only for these values of other fields. */
export function shownFor<T>(
	field: Field<T>,
	show: NonNullable<INodeProperties['displayOptions']>['show'],
): Field<T> {
	return {
		...field,
		properties: field.properties.map((property) => ({
			...property,
			displayOptions: {
				...property.displayOptions,
				show: { ...show, ...property.displayOptions?.show },
			},
		})),
	};
}
