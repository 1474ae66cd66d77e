import fc from 'fast-check';

import { record } from './record';
import type { RawResponse } from '../harness/corruptingServer';

/** How responses are corrupted: after `skip` responses, `times` times. */
export interface Corruption {
	skip: number;
	times: number;
	/** Null keeps Capillary's status. */
	status: number | null;
	contentType: string | null;
	body: Body;
}

type Body =
	| { is: 'json'; value: unknown }
	| { is: 'text'; text: string }
	/** The response to the previous call. */
	| { is: 'theLastOne' }
	/** Cut off after this many thousandths. */
	| { is: 'cut'; at: number }
	| { is: 'changed'; changes: Change[] };

/**
 * A change at one place of a response. The number of the place is taken modulo the number of
 * places.
 */
interface Change {
	at: number;
	/** Whether to choose only among IDs, names, states and parts of the envelope. */
	telling: boolean;
	how: 'remove' | 'replace' | 'wrap' | 'lift' | 'twice' | 'swap';
	other: unknown;
}

/** IDs that exist in a run, and some that do not. */
const someId = fc.oneof(
	fc.integer({ min: 700_000_001, max: 700_000_004 }),
	fc.constantFrom('700000001', '700000002', '66ba00000000000000000001', '66ea00000000000000000002'),
	fc.constantFrom('66e000000000000000000003', '123', 'Loyalty', 'Journeys', 900, 1026),
);

const scalar = fc.oneof(
	fc.constantFrom<unknown>(null, true, false, 0, -1, 1, '', ' ', 'ACTIVE', 'REVOKED', 1e308, -0),
	someId,
);

/** JSON values that no code expects. */
const oddJson = fc.oneof(
	{ weight: 4, arbitrary: scalar },
	{ weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
	{
		weight: 1,
		arbitrary: fc.constantFrom<unknown>(
			...[[], {}, [[]], [null], { toString: 1 }, { valueOf: null, toString: null }],
			...[{ length: 3 }, { error: 0 }, 'x'.repeat(3000)],
		),
	},
);

/** Any values in Capillary's envelope. */
const envelope = record({
	data: oddJson,
	errors: fc.oneof(fc.constantFrom<unknown>([], null), oddJson),
	warnings: fc.oneof(fc.constantFrom<unknown>([], null), oddJson),
});

const change: fc.Arbitrary<Change> = record({
	at: fc.nat(500),
	telling: fc.boolean(),
	how: fc.constantFrom('remove', 'replace', 'replace', 'wrap', 'lift', 'twice', 'swap'),
	other: oddJson,
});

const body: fc.Arbitrary<Body> = fc.oneof(
	{
		weight: 12,
		arbitrary: record({
			is: fc.constant('changed' as const),
			changes: fc.array(change, { minLength: 1, maxLength: 3 }),
		}),
	},
	{
		weight: 3,
		arbitrary: record({ is: fc.constant('json' as const), value: fc.oneof(oddJson, envelope) }),
	},
	{
		weight: 2,
		arbitrary: record({
			is: fc.constant('text' as const),
			text: fc.oneof(fc.string(), fc.constantFrom('', ' ', 'null', '{', '<html>', '\u0000', 'NaN')),
		}),
	},
	{ weight: 2, arbitrary: fc.constant({ is: 'theLastOne' as const }) },
	{ weight: 1, arbitrary: record({ is: fc.constant('cut' as const), at: fc.nat(999) }) },
);

const corruption: fc.Arbitrary<Corruption> = record({
	skip: fc.nat(2),
	times: fc.constantFrom(1, 2, Infinity),
	status: fc.oneof(
		{ weight: 8, arbitrary: fc.constant(null) },
		{ weight: 1, arbitrary: fc.constantFrom(200, 201, 202, 204, 304, 400, 404, 409, 500, 503) },
		{ weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
	),
	contentType: fc.oneof(
		{ weight: 8, arbitrary: fc.constant(null) },
		{
			weight: 2,
			arbitrary: fc.constantFrom('text/html', 'text/plain', 'application/xml', 'image/png', 'x'),
		},
	),
	body,
});

/** The corruptions of one run. */
export const corruptions = fc.array(corruption, { minLength: 1, maxLength: 3 });

/** The response that replaces Capillary's. */
export function corrupted(
	{ status, contentType, body: how }: Corruption,
	given: RawResponse,
	last: RawResponse | undefined,
): RawResponse {
	const headers: RawResponse['headers'] =
		contentType === null ? {} : { 'content-type': contentType };
	const text = textOf(how, given, last);
	return { status: status ?? given.status, headers: { ...given.headers, ...headers }, text };
}

function textOf(how: Body, { text }: RawResponse, last: RawResponse | undefined): string {
	switch (how.is) {
		case 'json':
			return JSON.stringify(how.value);
		case 'text':
			return how.text;
		case 'theLastOne':
			return last?.text ?? '';
		case 'cut':
			return text.slice(0, Math.floor((text.length * how.at) / 1000));
		case 'changed':
			return JSON.stringify(how.changes.reduce(changed, JSON.parse(text) as unknown)) ?? '';
	}
}

type Path = string[];

/** Names of IDs, names, states and parts of the envelope. */
const TELLING = /id$|^id|active|status|revoked|name|owner|^(data|entity|errors|warnings|error)$/i;

function pathsIn(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

function changed(root: unknown, { at, telling, how, other }: Change): unknown {
	const all = pathsIn(root);
	const tells = all.filter((path) => TELLING.test(path[path.length - 1] ?? ''));
	const places = telling && tells.length > 0 ? tells : all;
	const path = places[at % places.length];
	const swappedWith = valueAt(root, places[(at * 7 + 3) % places.length]);
	return withChange(root, path, (value) => {
		if (how === 'replace') return other;
		if (how === 'wrap') return at % 2 ? [value] : { data: value };
		if (how === 'swap') return swappedWith;
		if (how === 'lift') return Object.values(Object(value) as object)[0] ?? null;
		if (how === 'twice')
			return Array.isArray(value) ? [...value, ...(value as unknown[])] : [value, value];
		return undefined;
	});
}

function valueAt(root: unknown, path: Path): unknown {
	return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root);
}

/** A copy with another value at the path. Undefined removes the entry. */
function withChange(
	value: unknown,
	[key, ...rest]: Path,
	change: (value: unknown) => unknown,
): unknown {
	if (key === undefined) return change(value);
	const inner = withChange((value as Record<string, unknown>)[key], rest, change);
	if (Array.isArray(value)) {
		const at = Number(key);
		return [...value.slice(0, at), ...(inner === undefined ? [] : [inner]), ...value.slice(at + 1)];
	}
	return { ...(value as object), [key]: inner };
}
