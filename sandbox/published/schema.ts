/** A JSON schema (https://json-schema.org), as far as these descriptions use it. */
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

/** A list of so many entries. */
export function list(items: Schema, minItems = 0, maxItems?: number): Schema {
	return { type: 'array', items, minItems, ...(maxItems === undefined ? {} : { maxItems }) };
}

/** An object with these fields, and none but those that it needs or may have. */
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

/** The same fields, each of which may be null as well. */
export function nullable(fields: Record<string, Schema>): Record<string, Schema> {
	return Object.fromEntries(
		Object.entries(fields).map(([name, schema]) => [name, { anyOf: [{ type: 'null' }, schema] }]),
	);
}

/** The same, with further fields allowed in every object: what an answer had and its reader does not know. */
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

/** That each of these is there, under its own name or with ISO behind it. */
export function needsDates(...names: string[]): Schema {
	return {
		allOf: names.map((name) => ({ anyOf: [{ required: [name] }, { required: [`${name}ISO`] }] })),
	};
}
