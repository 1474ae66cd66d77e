// The published requests and answers of every operation, and that none of them is left out.
import type { Operation, Settled } from '../../../nodes/CapillaryBadges/engine/operation';
import { failureOf } from '../../../nodes/CapillaryBadges/engine/outcome';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import { openEnvelope } from '../../../nodes/CapillaryBadges/transport/envelope';
import { badge } from './documented/badge';
import { badgeGroup } from './documented/badgeGroup';
import { claim } from './documented/claim';
import { customer } from './documented/customer';
import { customField } from './documented/customField';
import { earn } from './documented/earn';
import { answerOf, PUBLISHED, publishedExample, type Example } from './documented/example';
import { issue } from './documented/issue';
import { itemWith } from './parameters';

const EXAMPLES: Example[] = [
	...badge,
	...badgeGroup,
	...claim,
	...customer,
	...customField,
	...earn,
	...issue,
];

/** Published examples that no test shows, each with the reason. */
const LEFT_OUT: Record<string, string> = {
	'get-custom-field-by-id/request/Request Example':
		'is the body of an update; to look a field up, none is sent',
};

/** The rows of an example, completed by what the operation looks up. */
function rowsOf(operation: Operation, { items, lookedUp }: Example): unknown[] {
	return items.flatMap((parameters, index) => {
		const row = operation.row(itemWith(parameters, index));
		if (!operation.read?.call(row)) return [row];
		const taken = operation.read.take(row, { data: lookedUp, warnings: [] }, 0);
		if ('refused' in taken) throw new Error(taken.refused.message);
		return taken.rows;
	});
}

describe('documented examples', () => {
	it.each(EXAMPLES)('$operation.0 $operation.1: $name', (example) => {
		const operation = findOperation(...example.operation) as Operation;
		const rows = rowsOf(operation, example);
		const call = operation.call(rows as [unknown, ...unknown[]], 0);
		if (example.request) {
			const { body = example.sends && publishedExample(example.sends), ...rest } = example.request;
			expect(call).toEqual(body ? { ...rest, body } : rest);
		}

		const { status, body } = answerOf(example);
		const reply = openEnvelope({ status, headers: {}, text: JSON.stringify(body) });
		expect(example.outcomes).toHaveLength(rows.length);
		rows.forEach((row, index) => {
			const settled: Settled =
				'answer' in reply ? operation.settle(row, reply.answer, call) : reply;
			const expected = example.outcomes[index];
			if (Array.isArray(expected)) {
				expect(settled).toEqual({ done: expected });
			} else {
				if ('done' in settled) throw new Error('was settled as done');
				const { error, message } = failureOf(operation.task(row), settled.refused);
				expect(settled.refused.code).toBe(expected.code);
				expect(error).toMatch(expected.says);
				if (expected.code) expect(error).toMatch(new RegExp(`\\(${expected.code}\\)$`));
				expect(message).toMatch(/\.$/);
			}
		});
	});
});

describe('coverage of the published examples', () => {
	const shown = EXAMPLES.flatMap(({ sends, answers }) => [sends, answers]);

	it.each(PUBLISHED)('%s', (name) => {
		expect(shown.includes(name)).not.toBe(name in LEFT_OUT);
	});

	it('names nothing that is not published', () => {
		const named = [...shown.filter((name) => name !== undefined), ...Object.keys(LEFT_OUT)];
		expect(named.filter((name) => !PUBLISHED.includes(name))).toEqual([]);
	});
});
