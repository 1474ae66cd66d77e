import type { Response } from '../../../nodes/CapillaryBadges/api/call';
import { openEntry, parseEnvelope, readError } from '../../../nodes/CapillaryBadges/api/envelope';

const open = (text: string, status = 200, headers = {}) => parseEnvelope({ status, headers, text });
const json = (value: unknown, status = 200, headers = {}) =>
	open(JSON.stringify(value), status, headers);

describe('parseEnvelope', () => {
	it.each([
		['empty lists', { data: { id: 'a' }, errors: [], warnings: [] }],
		['null lists', { data: { id: 'a' }, errors: null, warnings: null }],
		['no lists', { data: { id: 'a' } }],
	])('accepts %s as success', (_, envelope) => {
		expect(json(envelope)).toMatchObject({
			status: 'succeeded',
			response: { data: { id: 'a' }, warnings: [] },
		});
	});

	it('accepts 201 as success, and reads v2 results from entity', () => {
		expect(json({ data: { id: 'a' }, errors: [] }, 201)).toMatchObject({
			status: 'succeeded',
			response: {},
		});
		expect(json({ entity: 565715801, warnings: [] })).toMatchObject({
			status: 'succeeded',
			response: { data: 565715801 },
		});
	});

	it('returns warnings', () => {
		const warning = { code: 900, message: 'Badge is already claimed by this owner' };
		expect(json({ data: {}, warnings: [warning] })).toMatchObject({
			status: 'succeeded',
			response: { warnings: [warning] },
		});
	});

	it('notices the documented error 1051 under HTTP 200', () => {
		const error = {
			code: 1051,
			message: 'RevokeIssuals or CustomerId is mandatory',
			reference: null,
		};
		expect(json({ data: null, errors: [error], warnings: null })).toMatchObject({
			status: 'failed',
			refusal: { cause: 'capillary', code: 1051, status: 200 },
		});
	});

	it('notices an error beside data', () => {
		expect(json({ data: { id: 'a' }, errors: [{ code: 1, message: 'no' }] })).toMatchObject({
			status: 'failed',
			refusal: { code: 1, message: 'no' },
		});
	});

	it.each([
		[
			{ code: 1, message: 'no' },
			{ code: 1, message: 'no' },
		],
		['no', { message: 'no' }],
		[1026, { code: 1026, message: 'no reason given' }],
		[true, { message: 'no reason given' }],
	])('notices an error beside data that is not in a list: %j', (errors, refusal) => {
		expect(json({ data: { id: 'a' }, errors })).toMatchObject({ status: 'failed', refusal });
	});

	it.each([{}, '', ' ', false, 0])('treats %j as no errors', (errors) => {
		expect(json({ data: { id: 'a' }, errors })).toMatchObject({
			status: 'succeeded',
			response: { data: { id: 'a' } },
		});
	});

	it('reports all errors of a response', () => {
		const errors = [
			{ code: 728, message: 'Atleast one owner is required' },
			{ code: 725, message: 'Badge name cannot be duplicate' },
			{ message: 'No code' },
		];
		expect(json({ data: null, errors, warnings: null }, 400)).toMatchObject({
			status: 'failed',
			refusal: {
				code: 728,
				note: "Capillary also says: 'Badge name cannot be duplicate' (725), 'No code'.",
			},
		});
		expect(json({ errors: errors.slice(0, 1) }, 400)).not.toHaveProperty('refusal.note');
	});

	it('reads the v2 form of errors', () => {
		const error = {
			status: false,
			code: 8015,
			message: 'Customer not found for the given identifiers',
		};
		expect(json({ warnings: [], errors: [error] })).toMatchObject({
			status: 'failed',
			refusal: { code: 8015 },
		});
	});

	it.each([401, 403])('treats HTTP %d from Capillary as a credential error', (status) => {
		expect(json({ errors: [{ code: 4000, message: 'Not authorized.' }] }, status)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'signIn', status },
		});
	});

	it.each([
		['a web page', '<!DOCTYPE html><html></html>', 200],
		['a web page of a firewall', '<html></html>', 403],
		['nothing', '', 200],
		['an array', '[]', 200],
		['text', 'ok', 200],
		['no data', '{"data":null,"errors":[]}', 200],
		['an empty object', '{}', 200],
	])('refuses %s as unreadable', (_, text, status) => {
		expect(open(text, status)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable', status },
		});
	});

	it.each([
		['', 502, 'is empty (HTTP 502)'],
		[' \n', 200, 'is empty (HTTP 200)'],
		['<!DOCTYPE html><p>', 200, 'is a web page (HTTP 200)'],
		[' <HTML>', 503, 'is a web page (HTTP 503)'],
		['<head>', 200, 'is a web page (HTTP 200)'],
		['<body>', 200, 'is a web page (HTTP 200)'],
		['ok <html>', 200, "is not in Capillary's format (HTTP 200)"],
		['<xml/>', 200, "is not in Capillary's format (HTTP 200)"],
		['7', 200, "is not in Capillary's format (HTTP 200)"],
		['null', 200, "is not in Capillary's format (HTTP 200)"],
		['{}', 200, 'has no data'],
		['{"data":null,"entity":null}', 200, 'has no data'],
		['{"data":null}', 299, 'has no data'],
	])('describes %j under HTTP %d', (text, status, message) => {
		expect(open(text, status)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable', message },
		});
	});

	it.each([199, 300])('treats HTTP %d as a refusal, whatever the data', (status) => {
		expect(json({ data: { id: 'a' } }, status)).toEqual({
			status: 'failed',
			refusal: {
				...{ cause: 'capillary', status, message: `HTTP status ${status}` },
				...{ requestId: undefined, retryAfter: undefined },
			},
		});
	});

	it.each([200, 299])('treats HTTP %d as success', (status) => {
		expect(json({ data: 0 }, status)).toMatchObject({ status: 'succeeded', response: { data: 0 } });
		expect(json([0], status)).toMatchObject({ status: 'succeeded', response: { data: [0] } });
	});

	it('quotes the message of a refusal without a list of errors', () => {
		expect(json({ message: ' Try later ' }, 400)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'capillary', message: 'Try later' },
		});
	});

	it("treats HTTP 500 and above without a list of errors as a gateway's response", () => {
		expect(json({ message: ' Try later ' }, 503)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable', status: 503, message: "says 'Try later'" },
		});
		expect(json({}, 500)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable', status: 500, message: 'has the HTTP status 500' },
		});
		expect(json({}, 499)).toMatchObject({ status: 'failed', refusal: { cause: 'capillary' } });
	});

	it('refuses an error status without errors', () => {
		expect(json({ data: { id: 'a' }, errors: [] }, 500)).toMatchObject({
			status: 'failed',
			refusal: { status: 500 },
		});
	});

	it.each(['X-CAP-REQUEST-ID', 'x-cap-requestid', 'X-Cap-RequestID'])(
		'reads the request ID from %s',
		(name) => {
			const errors = [{ code: 814, message: 'no' }];
			expect(json({ errors }, 409, { [name]: 'r-1' })).toMatchObject({
				status: 'failed',
				refusal: { requestId: 'r-1' },
			});
		},
	);

	it.each([
		['soon', undefined],
		['', undefined],
		[' 7 ', 7000],
		['0', 0],
		['120', 120_000],
		['7.5', 7500],
		['7.25', 7250],
		['-5', undefined],
		['7, 7', undefined],
		['Mon, 01 Jan 2001 00:00:00 GMT', undefined],
		['1 Jan 2001 00:00:07 GMT', undefined],
		['Mon Jan 1 2001', undefined],
	])('reads the Retry-After %j as %s', (value, retryAfter) => {
		const { refusal } = json({}, 429, { 'Retry-After': value }) as {
			status: 'failed';
			refusal: object;
		};
		expect(refusal).toHaveProperty('retryAfter', retryAfter);
	});

	it('returns undefined without a Retry-After header', () => {
		const headers = { 'X-Other': '7' };
		expect(json({}, 429, headers)).toHaveProperty('refusal.retryAfter', undefined);
		expect(json({}, 429, headers)).toHaveProperty('refusal.requestId', undefined);
	});

	it('reads Retry-After in seconds and as a date', () => {
		expect(json({}, 429, { 'Retry-After': '7' })).toMatchObject({
			status: 'failed',
			refusal: { retryAfter: 7000 },
		});
		const date = new Date(Date.now() + 3_600_000).toUTCString();
		const { refusal } = json({}, 429, { 'retry-after': date }) as {
			status: 'failed';
			refusal: { retryAfter: number };
		};
		expect(refusal.retryAfter).toBeGreaterThan(3_000_000);
		expect(refusal.retryAfter).toBeLessThanOrEqual(3_600_000);
	});

	it("compares a Retry-After date with the server's clock, which can differ from n8n's", () => {
		const headers = {
			Date: 'Thu, 26 Nov 2020 02:24:18 GMT',
			'Retry-After': 'Thu, 26 Nov 2020 02:24:25 GMT',
		};
		expect(json({}, 429, headers)).toMatchObject({
			status: 'failed',
			refusal: { retryAfter: 7000 },
		});
	});
});

describe("the server's time", () => {
	const date = 'Thu, 26 Nov 2026 02:24:18 GMT';
	const serverTime = Date.UTC(2026, 10, 26, 2, 24, 18);

	it('comes with a response, a refusal and each entry of a list', () => {
		expect(json({ data: { id: 'a' } }, 200, { Date: date })).toMatchObject({
			status: 'succeeded',
			response: { serverTime },
		});
		expect(json({ errors: [{ code: 811 }] }, 409, { date })).toMatchObject({
			status: 'failed',
			refusal: { serverTime },
		});
		expect(json('<html>', 502, { date })).toMatchObject({
			status: 'failed',
			refusal: { serverTime },
		});
		const list = json([{ data: 1 }, { data: null }], 200, { date }) as {
			status: 'succeeded';
			response: Response;
		};
		expect(list).toMatchObject({ status: 'succeeded', response: { serverTime } });
		expect(openEntry({ data: 1 }, list.response)).toMatchObject({
			status: 'succeeded',
			response: { serverTime },
		});
		expect(openEntry({ data: null }, list.response)).toMatchObject({
			status: 'failed',
			refusal: { serverTime },
		});
	});

	it.each([
		undefined,
		'',
		'now',
		'Thu, 01 Jan 0001 00:00:00 GMT',
		'Thu, 01 Jan 1970 00:00:00 GMT',
		'Fri, 31 Dec 9999 23:59:59 GMT',
		'Thu, 99 Nov 2026 02:24:18 GMT',
		'2026-11-26T02:24:18Z',
		'5',
	])('is unknown when the Date header is %j', (value) => {
		const { response } = json({ data: 1 }, 200, { date: value }) as {
			status: 'succeeded';
			response: Response;
		};
		expect(response.serverTime).toBeUndefined();
	});
});

describe('a response that is a list of envelopes', () => {
	const envelopes = [
		{ data: { id: 'a' }, errors: null, warnings: null },
		{ data: null, errors: [{ code: 1054, message: 'GLOBAL.BADGE_NOT_FOUND' }], warnings: null },
		{ data: null, errors: null, warnings: null },
		'ok',
	];
	const headers = { 'X-CAP-REQUEST-ID': 'r1' };

	it('is returned unchanged, and its envelopes are opened one by one', () => {
		expect(json(envelopes, 200, headers)).toEqual({
			status: 'succeeded',
			response: { data: envelopes, warnings: [], requestId: 'r1' },
		});
		const answer = { data: envelopes, warnings: [], requestId: 'r1' };
		expect(envelopes.map((entry) => openEntry(entry, answer))).toMatchObject([
			{ status: 'succeeded', response: { data: { id: 'a' }, requestId: 'r1' } },
			{ status: 'failed', refusal: { cause: 'capillary', code: 1054, requestId: 'r1' } },
			{ status: 'failed', refusal: { cause: 'unreadable', requestId: 'r1' } },
			{ status: 'failed', refusal: { cause: 'unreadable' } },
		]);
	});

	it('has unreadable entries where an entry is a list or null', () => {
		const answer = { data: [], warnings: [] };
		expect(openEntry([{ data: 1 }], answer)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable', status: 200 },
		});
		expect(openEntry(null, answer)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable' },
		});
	});

	it.each([199, 300, 500])('is unreadable under HTTP %d', (status) => {
		expect(json(envelopes, status)).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable', status },
		});
	});
});

describe('readError', () => {
	it.each([
		['code and message', { code: 811, message: 'no' }, { code: 811, message: 'no' }],
		[
			'errorCode and errorMessage',
			{ errorCode: '811', errorMessage: 'no' },
			{ code: 811, message: 'no' },
		],
		['text', 'no', { message: 'no' }],
		['spaces', { code: 1.5, message: ' ', errorMessage: ' no ' }, { message: 'no' }],
		['a code of 0', { code: 0, message: 'no' }, { code: 0, message: 'no' }],
		['an invalid code', { code: 'E1', message: 'no' }, { message: 'no' }],
		['another object', { reason: 'no' }, { message: 'no reason given' }],
		['nothing', null, { message: 'no reason given' }],
	])('reads %s', (_, entry, read) => {
		expect(readError(entry)).toEqual(read);
	});
});

it("removes markup and excess length from Capillary's messages", () => {
	const message = `<b>No</b> ${'x'.repeat(1000)}`;
	const text = JSON.stringify({ data: null, errors: [{ code: 4711, message }] });

	expect(parseEnvelope({ status: 400, headers: {}, text })).toMatchObject({
		status: 'failed',
		refusal: { message: expect.stringMatching(/^‹b›No‹\/b› x+… \(\d+ more characters\)$/) },
	});
});
