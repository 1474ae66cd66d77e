// Compiles JSON schemas and says in words where a value differs from its schema.
import buildCompilers from '@fastify/ajv-compiler';

import type { Schema } from './schema';

/** Lists what is wrong with a value; empty when it matches. `part` is what the value is called. */
export type Validator = (part: string, value: unknown) => string[];

interface Options {
	/** Takes text for numbers and Booleans: every value of a query is text. */
	coerceTypes: boolean;
	/** Reports every difference, not only the first one. */
	allErrors: boolean;
}

/** Makes a function that compiles schemas. */
export function validatorCompiler(options: Options): (schema: Schema) => Validator {
	const compile = buildCompilers()(
		{},
		{
			customOptions: {
				...options,
				allowUnionTypes: true,
				removeAdditional: false,
				strictTypes: true,
				useDefaults: false,
				verbose: true,
			},
		},
	);
	return (schema) => {
		let validate: ReturnType<typeof compile> | undefined;
		return (part, value) => {
			// Compiling takes a while: it waits until the schema is needed.
			validate ??= compile({ schema });
			if (validate(value)) return [];
			const errors = (validate.errors ?? []) as SchemaError[];
			const telling = errors.filter(({ keyword }) => !['anyOf', 'if'].includes(keyword));
			return telling.map((error) => describeError(part, error));
		};
	};
}

interface SchemaError {
	keyword: string;
	instancePath: string;
	message?: string;
	params: { additionalProperty?: string; allowedValues?: string[] };
	parentSchema?: { properties?: object };
}

function describeError(part: string, { instancePath, message, ...error }: SchemaError): string {
	const { additionalProperty, allowedValues } = error.params;
	const where = [part, ...instancePath.split('/').slice(1)].join('.');
	if (allowedValues) return `${where} ${message}: ${allowedValues.join(', ')}`;
	if (!additionalProperty) return `${where} ${message}`;
	const allowed = Object.keys(error.parentSchema?.properties ?? {}).join(', ') || 'none';
	return `${where} ${message}: ${additionalProperty}. Allowed: ${allowed}`;
}
