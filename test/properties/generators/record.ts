import fc from 'fast-check';

/** Like fc.record, but with plain objects, so that a failing case prints in a short form. */
export function record<T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
	return fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;
}
