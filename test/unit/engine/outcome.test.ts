import type { INode, NodeApiError } from 'n8n-workflow';

import {
	asError,
	asOutput,
	failureOf,
	failureOfThrown,
	type Outcome,
} from '../../../nodes/CapillaryBadges/engine/outcome';
import type { Refusal } from '../../../nodes/CapillaryBadges/api/call';

const node = { name: 'Capillary Badges', type: 'capillaryBadges', typeVersion: 1 } as INode;
const refusal: Refusal = {
	cause: 'capillary',
	code: 814,
	status: 409,
	message: 'Active earn instance is not present.',
	requestId: 'r-77',
};
const failed: Outcome = { failed: failureOf('revoke earned badge e of customer 1', refusal) };
const done = (id: string): Outcome => ({ done: [{ id }] });

describe('failureOf', () => {
	it('says what happened with the code at the end, and what to do with the request ID', () => {
		const { error, message } = failureOf('revoke earned badge e of customer 1', refusal);
		expect(error).toBe(
			'Could not revoke earned badge e of customer 1: the customer does not hold this earned badge, or no longer (814)',
		);
		expect(message).toMatch(/^Check the customer .*\. Capillary request ID: r-77\.$/);
	});

	it('gives the HTTP status where there is no code', () => {
		const { error } = failureOf('x', { cause: 'capillary', status: 418, message: 'short' });
		expect(error).toBe("Could not x: Capillary says 'short' (HTTP 418)");
	});
});

describe('failureOf', () => {
	const failure = (refusal: Partial<Refusal>) =>
		failureOf('x', { cause: 'capillary', message: 'short', ...refusal });

	it.each([
		[{ code: 0, status: 409 }, "Could not x: Capillary says 'short' (0)"],
		[{ status: 300 }, "Could not x: Capillary says 'short' (HTTP 300)"],
		[{ status: 299 }, "Could not x: Capillary says 'short'"],
		[{}, "Could not x: Capillary says 'short'"],
	])('marks %j at its end', (refusal, error) => {
		expect(failure(refusal).error).toBe(error);
	});

	it('gives the HTTP status once', () => {
		const page: Refusal = { cause: 'unreadable', status: 502, message: 'a web page (HTTP 502)' };
		expect(failureOf('x', page).error).toBe(
			"Could not x: Capillary's answer was a web page (HTTP 502)",
		);
	});

	it('puts what was done in spite of the refusal first, and no request ID where there is none', () => {
		const { message } = failureOf('x', { cause: 'signIn', message: '', note: 'It was done.' });
		expect(message).toBe(
			'It was done. Open the credential in n8n and test it. Nothing more was sent.',
		);
	});
});

describe('failureOfThrown', () => {
	it('tells the error and its description', () => {
		expect(failureOfThrown({ message: 'Empty', description: 'Fill it.' })).toEqual({
			error: 'Empty',
			message: 'Fill it.',
		});
	});

	it.each([{}, { description: null }, { description: '' }])(
		'says that nothing was sent where there is no description: %j',
		(more) => {
			expect(failureOfThrown({ message: 'Empty', ...more }).message).toBe(
				'Nothing was sent for this item.',
			);
		},
	);
});

describe('asOutput', () => {
	it('keeps the order, links each item, and puts exactly two keys on a failed one', () => {
		const two: Outcome = { done: [{ id: 'a' }, { id: 'b' }] };
		const output = asOutput([done('z'), failed, two]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 2].map((item) => ({ item })),
		);
		expect(output.map(({ json }) => Object.keys(json))).toEqual([
			['id'],
			['error', 'message'],
			['id'],
			['id'],
		]);
	});
});

describe('asError', () => {
	it('is the first failure by item, and says how far the run came', () => {
		const outcomes = [done('a'), done('b'), failed, done('c'), failed, undefined, undefined];
		const error = asError(node, outcomes);
		expect(error.name).toBe('NodeApiError');
		expect(error.context.itemIndex).toBe(2);
		expect(error.message).toMatch(/\(814\)$/);
		expect(error.description).toMatch(/3 of 7 items were done: 0 to 1, 3\. Not sent: 5 to 6\.$/);
	});

	it('says of all items that nothing was done for', () => {
		expect(asError(node, [failed, undefined, undefined]).description).toMatch(
			/\. 0 of 3 items were done\. Not sent: 1 to 2\.$/,
		);
	});

	it('says of which items some rows were done', () => {
		const partly = { partly: { done: 1, rows: 3 } };
		expect(asError(node, [partly, failed, undefined, partly]).description).toMatch(
			/ 0 of 4 items were done\. Done in part: 0 \(1 of 3\), 3 \(1 of 3\)\. Not sent: 2\.$/,
		);
	});

	it('says of which items an earlier try may have done them, and not that they were not sent', () => {
		const earlier = { byEarlierTry: true as const };
		expect(asError(node, [failed, earlier, undefined, earlier]).description).toMatch(
			/ 0 of 4 items were done\. May have been done by an earlier try: 1, 3\. Not sent: 2\.$/,
		);
	});

	it('says of no item that nothing was sent for it when there is none', () => {
		expect(asError(node, [failed, done('a')]).description).toMatch(
			/\. 1 of 2 items were done: 1\.$/,
		);
	});

	it('carries the HTTP status and what Capillary said', () => {
		const error = asError(node, [failed]) as NodeApiError;
		expect(error.httpCode).toBe('409');
		expect(error.errorResponse).toEqual({
			message: 'Active earn instance is not present.',
			code: 814,
		});
		const lost: Outcome = { failed: failureOf('x', { cause: 'unanswered', message: 'lost' }) };
		expect((asError(node, [lost]) as NodeApiError).httpCode).toBeNull();
		expect((asError(node, [lost]) as NodeApiError).errorResponse).toEqual({ message: 'lost' });
	});

	it('speaks of no other items when there is one', () => {
		expect(asError(node, [failed]).description).toBe('failed' in failed && failed.failed.message);
	});

	it('tells an agent all in the message, of which n8n drops the rest', () => {
		const { message, description } = asError({ ...node, type: 'capillaryBadgesTool' }, [failed]);
		expect(message).toBe(`${asError(node, [failed]).message}\n\nDetails: ${description}`);
	});

	it('is an error of the node where a field is to blame', () => {
		const input: Outcome = { failed: { error: "'Badge' is empty [Item 0]", message: 'Fill it.' } };
		const error = asError(node, [input]);
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toBe("'Badge' is empty [Item 0]");
		expect(error.description).toBe('Fill it.');
		expect(error.context.itemIndex).toBe(0);
	});
});
