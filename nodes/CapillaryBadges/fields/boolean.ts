import type { Field, Property } from './field';

/** True or false. An expression can return something else, which is refused. */
export function booleanField(property: Property<'boolean'>): Field<boolean> {
	return {
		properties: [property],
		read(input) {
			const value = input.value(property);
			const text = typeof value === 'string' ? value.slice(0, 20).trim().toLowerCase() : value;
			if (text === true || text === 'true') return true;
			if (text === false || text === 'false') return false;
			return input.refuse(property, 'is neither true nor false', 'Switch it on or off.');
		},
	};
}
