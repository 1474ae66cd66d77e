import fc from 'fast-check';

import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import type { Response, Refusal } from '../../../nodes/CapillaryBadges/api/call';
import { openEnvelope } from '../../../nodes/CapillaryBadges/api/envelope';
import { answerOf } from './documented/example';
import { EXAMPLES, rowsOf } from './documented/index';

// Capillary's answers with anything in the place of anything: no operation ever throws at one.

/** Values that are JSON and that no code expects. */
const odd = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	fc.constantFrom<unknown>({ toString: 1 }, { valueOf: null, toString: null }, [[]], '', 1e308, -0),
);

/** Paths to everything in an answer, the whole of it first. */
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
	const reply = openEnvelope({ status, headers: {}, text: JSON.stringify(body) });
	return 'answer' in reply ? [{ example, answer: reply.answer }] : [];
});

const UNANSWERED: Refusal = { cause: 'unanswered', message: 'no answer' };

it.each(answered)(
	'$example.operation.0 $example.operation.1: $example.name',
	({ example, answer }) => {
		const operation = findOperation(...example.operation) as Operation;
		const rows = rowsOf(operation, example);
		const call = operation.call(rows as [unknown, ...unknown[]]);
		const [asked] = rows;
		const readings = [
			(given: Response) => operation.settle(asked, given, call),
			(given: Response) => operation.read?.take(asked, given, new Map()),
			(given: Response) => operation.update?.take(asked, given),
			(given: Response) => operation.lookInto?.settle(asked, { answer: given }, UNANSWERED, 0),
			(given: Response) =>
				operation.recover?.settle(asked, given, {
					...{ call, since: 0, taken: new Set(), byOtherRun: false },
				}),
			(given: Response) => operation.pages?.read(asked, given),
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
