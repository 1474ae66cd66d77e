import { booleanField } from './boolean';
import { shownFor, type Field } from './field';
import { numberField } from './number';

const returnAll = booleanField({
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

const limit = numberField(
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	{ max: 1_000_000 },
);

/** How many entries of a list are wanted: a number, or Infinity for all. */
export const limitField: Field<number> = {
	properties: [...returnAll.properties, ...shownFor(limit, { returnAll: [false] }).properties],
	read: (input) => (returnAll.read(input) ? Infinity : limit.read(input)),
};
