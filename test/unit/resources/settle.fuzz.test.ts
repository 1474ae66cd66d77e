import fc from 'fast-check';

import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import type { Response } from '../../../nodes/CapillaryBadges/api/call';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { parseEnvelope } from '../../../nodes/CapillaryBadges/api/envelope';
import { answerOf } from './documented/example';
import { EXAMPLES, rowsOf } from './documented/index';
import { callFor, settleRow } from './operation';

// Capillary's responses with any value at any place. No operation may throw.

/** JSON values that no code expects. */
const odd = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	fc.constantFrom<unknown>({ toString: 1 }, { valueOf: null, toString: null }, [[]], '', 1e308, -0),
);

/** Paths to every value in a response, the whole response first. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
	if (typeof value !== 'object' || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

function withOther(value: unknown, [key, ...rest]: string[], other: unknown): unknown {
	if (key === undefined) return other;
	const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
	(copy as Record<string, unknown>)[key] = withOther(
		(value as Record<string, unknown>)[key],
		rest,
		other,
	);
	return copy;
}

const answered = EXAMPLES.flatMap((example) => {
	const { status, body } = answerOf(example);
	const reply = parseEnvelope({ status, headers: {}, text: JSON.stringify(body) });
	return reply.status === 'succeeded' ? [{ example, answer: reply.response }] : [];
});

const UNANSWERED: Refusal = { cause: 'unanswered', message: 'no answer' };

it.each(answered)(
	'$example.operation.0 $example.operation.1 never throws: $example.name',
	({ example, answer }) => {
		const operation = findOperation(...example.operation) as Operation;
		const rows = rowsOf(operation, example);
		const call = callFor(operation, rows as [unknown, ...unknown[]]);
		const [row] = rows;
		const readings = [
			(given: Response) => settleRow(operation, row, given, call),
			(given: Response) => operation.lookUp?.complete(row, given, new Map()),
			(given: Response) => operation.update?.complete(row, given),
			(given: Response) =>
				operation.repeat.verify?.settle(
					row,
					{ status: 'succeeded', response: given },
					UNANSWERED,
					0,
				),
			(given: Response) =>
				operation.repeat.recover?.settle(row, given, {
					...{ call, since: 0, taken: new Set(), byOtherRun: false },
				}),
		];
		fc.assert(
			fc.property(fc.constantFrom(...pathsIn(answer.data)), odd, (path, other) => {
				const given = { ...answer, data: withOther(answer.data, path, other) };
				for (const read of readings) expect(() => JSON.stringify(read(given))).not.toThrow();
			}),
			{ numRuns: 300 },
		);
	},
);
