import fc from 'fast-check';

import { parseEnvelope } from '../../../nodes/CapillaryBadges/api/envelope';

// Whatever a server sends, parseEnvelope never throws, and accepts only valid responses.

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
/** JSON with a part cut out or inserted. */
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

/** Parses the same text in the simplest way. */
function parsed(text: string): Record<string, unknown> | unknown[] | undefined {
	try {
		return JSON.parse(text) as Record<string, unknown> | unknown[];
	} catch {
		return undefined;
	}
}

test('accepts a response only with 2xx, without errors, and with data or warnings', () => {
	fc.assert(
		fc.property(texts, statuses, headers, (text, status, sent) => {
			const reply = parseEnvelope({ status, headers: sent, text });
			if (reply.status === 'failed') {
				expect(reply.refusal.message).not.toBe('');
				return;
			}
			expect(status).toBeGreaterThanOrEqual(200);
			expect(status).toBeLessThanOrEqual(299);
			const content = parsed(text);
			if (Array.isArray(content)) {
				expect(reply.response.data).toHaveLength(content.length);
				return;
			}
			expect(Array.isArray(content?.errors) ? content.errors : []).toEqual([]);
			const warnings = Array.isArray(content?.warnings) ? content.warnings : [];
			const warning: unknown = warnings.find((one) => one !== null);
			expect(content?.data ?? content?.entity ?? warning ?? null).not.toBeNull();
		}),
		{ numRuns: 5000 },
	);
});
