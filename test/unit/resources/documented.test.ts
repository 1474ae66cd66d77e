// Checks the published requests and responses of every operation, and that no example is left out.
import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { Outcome } from '../../../nodes/CapillaryBadges/engine/results';
import { failureOf } from '../../../nodes/CapillaryBadges/engine/failure';
import { findOperation } from '../../../nodes/CapillaryBadges/resources';
import type { Call } from '../../../nodes/CapillaryBadges/api/call';
import { parseEnvelope } from '../../../nodes/CapillaryBadges/api/envelope';
import { unpublishedIn, type SentRequest } from '../../../sandbox/published/unpublished';
import { answerOf, PUBLISHED, publishedExample } from './documented/example';
import { EXAMPLES, rowsOf } from './documented/index';
import { callFor, settleRow } from './operation';

/** The published examples without a test, with the reason. */
const UNTESTED: Record<string, string> = {
	'get-custom-field-by-id/request/Request Example':
		'is the body of an update; to look a field up, none is sent',
};

/** A call as the server gets it. */
function asSent({ method, path, query = {}, headers = {}, body }: Call): SentRequest {
	const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		...{ method, path },
		query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
		headers: { 'content-type': 'application/json', ...(Object.fromEntries(own) as object) },
		body: body === undefined ? '' : JSON.stringify(body),
	};
}

describe('published example', () => {
	it.each(EXAMPLES)('$operation.0 $operation.1: $name', (example) => {
		const operation = findOperation(...example.operation) as Operation;
		const rows = rowsOf(operation, example);
		const call = callFor(operation, rows as [unknown, ...unknown[]]);
		if (example.request) {
			const { body = example.sends && publishedExample(example.sends), ...rest } = example.request;
			expect(call).toEqual(body ? { ...rest, body } : rest);
		}
		expect(unpublishedIn(asSent(call))).toEqual([]);

		const { status, body } = answerOf(example);
		const reply = parseEnvelope({ status, headers: {}, text: JSON.stringify(body) });
		expect(example.outcomes).toHaveLength(rows.length);
		rows.forEach((row, index) => {
			const settled: Outcome =
				reply.status === 'succeeded' ? settleRow(operation, row, reply.response, call) : reply;
			const expected = example.outcomes[index];
			if (Array.isArray(expected)) {
				expect(settled).toEqual({ status: 'succeeded', output: expected });
			} else if (expected.status === 'alreadyDone') {
				expect(settled).toEqual(expected);
			} else {
				if (settled.status !== 'failed') throw new Error('was settled as done');
				const { error, message } = failureOf(operation.describe(row), settled.refusal);
				expect(settled.refusal.code).toBe(expected.code);
				expect(error).toMatch(expected.says);
				if (expected.code) expect(error).toMatch(new RegExp(`\\(${expected.code}\\)$`));
				expect(message).toMatch(/\.$/);
			}
		});
	});
});

describe('coverage of the published examples', () => {
	const shown = EXAMPLES.flatMap(({ sends, answers }) => [sends, answers]);

	it.each(PUBLISHED)('has a test or a reason for %s', (name) => {
		expect(shown.includes(name)).not.toBe(name in UNTESTED);
	});

	it('names only published examples', () => {
		const named = [...shown.filter((name) => name !== undefined), ...Object.keys(UNTESTED)];
		expect(named.filter((name) => !PUBLISHED.includes(name))).toEqual([]);
	});
});
