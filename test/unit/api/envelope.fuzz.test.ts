import fc from 'fast-check';

import { openEnvelope } from '../../../nodes/CapillaryBadges/api/envelope';

// Whatever a server sends: the reader never throws, and takes for an answer only what can be one.

const json = fc.jsonValue({ maxDepth: 4 });
const envelope = fc.record(
	{
		data: json,
		entity: json,
		errors: fc.oneof(
			json,
			fc.array(fc.record({ code: json, message: json }, { requiredKeys: [] })),
		),
		warnings: fc.oneof(
			json,
			fc.array(fc.record({ code: json, message: json }, { requiredKeys: [] })),
		),
		message: json,
	},
	{ requiredKeys: [] },
);
const whole = fc.oneof(envelope, json, fc.array(envelope)).map((value) => JSON.stringify(value));
/** JSON with something cut out of it, or put into it. */
const broken = fc.tuple(whole, fc.nat(), fc.nat(20), fc.string()).map(([text, at, length, put]) => {
	const from = at % (text.length + 1);
	return text.slice(0, from) + put + text.slice(from + length);
});
const texts = fc.oneof(whole, broken, fc.string({ unit: 'binary' }));
const statuses = fc.oneof(fc.constantFrom(200, 201, 204), fc.integer({ min: 100, max: 599 }));
const headers = fc.dictionary(
	fc.constantFrom('Retry-After', 'X-CAP-REQUEST-ID', 'content-type'),
	fc.oneof(fc.string(), fc.integer(), fc.constant(undefined)),
);

/** What the same text says, read as plainly as can be. */
function plainly(text: string): Record<string, unknown> | unknown[] | undefined {
	try {
		return JSON.parse(text) as Record<string, unknown> | unknown[];
	} catch {
		return undefined;
	}
}

test('an answer is one only under 2xx, without errors and with data or warnings', () => {
	fc.assert(
		fc.property(texts, statuses, headers, (text, status, sent) => {
			const reply = openEnvelope({ status, headers: sent, text });
			if (reply.status === 'failed') {
				expect(reply.refusal.message).not.toBe('');
				return;
			}
			expect(status).toBeGreaterThanOrEqual(200);
			expect(status).toBeLessThanOrEqual(299);
			const said = plainly(text);
			if (Array.isArray(said)) {
				expect(reply.response.data).toHaveLength(said.length);
				return;
			}
			expect(Array.isArray(said?.errors) ? said.errors : []).toEqual([]);
			const warnings = Array.isArray(said?.warnings) ? said.warnings : [];
			const warning: unknown = warnings.find((one) => one !== null);
			expect(said?.data ?? said?.entity ?? warning ?? null).not.toBeNull();
		}),
		{ numRuns: 5000 },
	);
});
