// Builds JSON schemas (https://json-schema.org) for the bodies, queries and headers of requests.

/** A JSON schema. */
export type Schema = { [keyword: string]: unknown };

/** A single value. */
export const one = {
	text: { type: 'string' },
	whole: { type: 'integer' },
	number: { type: 'number' },
	flag: { type: 'boolean' },
} satisfies Record<string, Schema>;

/** One of these texts. */
export function oneOf(...values: string[]): Schema {
	return { type: 'string', enum: values };
}

/** A list with a minimum and a maximum number of entries. */
export function list(items: Schema, minItems = 0, maxItems?: number): Schema {
	return { type: 'array', items, minItems, ...(maxItems === undefined ? {} : { maxItems }) };
}

/** An object with these fields and no others. */
export function record(
	needed: Record<string, Schema>,
	optional: Record<string, Schema> = {},
): Schema {
	return {
		type: 'object',
		properties: { ...needed, ...optional },
		required: Object.keys(needed),
		additionalProperties: false,
	};
}

/** An object that may have these fields and no others. */
export function optional(fields: Record<string, Schema>): Schema {
	return record({}, fields);
}

/** The same fields, each of which may also be null. */
export function nullable<Name extends string>(fields: Record<Name, Schema>): Record<Name, Schema> {
	const entries = Object.entries<Schema>(fields);
	return Object.fromEntries(
		entries.map(([name, schema]): [string, Schema] => [
			name,
			{ anyOf: [{ type: 'null' }, schema] },
		]),
	) as Record<Name, Schema>;
}

/** The same schema, in which every object may have further fields. */
export function withUnknownFields(schema: Schema): Schema {
	const open = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(open);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [
				key,
				key === 'additionalProperties' && inner === false ? true : open(inner),
			]),
		);
	};
	return open(schema) as Schema;
}

/** Requires each of these dates, under its own name or with ISO at the end of the name. */
export function needsDates(...names: string[]): Schema {
	return {
		allOf: names.map((name) => ({ anyOf: [{ required: [name] }, { required: [`${name}ISO`] }] })),
	};
}
