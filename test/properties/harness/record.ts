import fc from 'fast-check';

/** Like fc.record, with plain objects only, so that a failing case prints as short as it is. */
export function record<T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
	return fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;
}
