import { failureOf, failureOfThrown } from '../../../nodes/CapillaryBadges/engine/failure';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';

const refusal: Refusal = {
	cause: 'capillary',
	code: 814,
	status: 409,
	message: 'Active earn instance is not present.',
	requestId: 'r-77',
};

describe('failureOf', () => {
	it('says what happened, ends with the code, and adds what to do and the request ID', () => {
		const { error, message } = failureOf('revoke earned badge e of customer 1', refusal);
		expect(error).toBe(
			'Could not revoke earned badge e of customer 1: the customer does not have this earned badge, or no longer has it (814)',
		);
		expect(message).toMatch(/^Check the customer .*\. Capillary request ID: r-77\.$/);
	});

	it('gives the HTTP status when there is no code', () => {
		const { error } = failureOf('x', { cause: 'capillary', status: 418, message: 'short' });
		expect(error).toBe("Could not x: Capillary says 'short' (HTTP 418)");
	});

	const failure = (refusal: Partial<Refusal>) =>
		failureOf('x', { cause: 'capillary', message: 'short', ...refusal });

	it.each([
		[{ code: 0, status: 409 }, "Could not x: Capillary says 'short' (0)"],
		[{ status: 300 }, "Could not x: Capillary says 'short' (HTTP 300)"],
		[{ status: 299 }, "Could not x: Capillary says 'short'"],
		[{}, "Could not x: Capillary says 'short'"],
	])('ends %j with its code or status', (refusal, error) => {
		expect(failure(refusal).error).toBe(error);
	});

	it('gives the HTTP status once', () => {
		const page: Refusal = { cause: 'unreadable', status: 502, message: 'is a web page (HTTP 502)' };
		expect(failureOf('x', page).error).toBe(
			"Could not x: Capillary's response is a web page (HTTP 502)",
		);
	});

	it('begins with what was done in spite of the refusal, and leaves out a missing request ID', () => {
		const { message } = failureOf('x', { cause: 'signIn', message: '', note: 'It was done.' });
		expect(message).toBe(
			'It was done. Open the credential in n8n and test it. Nothing more was sent.',
		);
	});
});

describe('failureOfThrown', () => {
	it('returns the error and its description', () => {
		expect(failureOfThrown({ message: 'Empty', description: 'Fill it.' })).toEqual({
			error: 'Empty',
			message: 'Fill it.',
		});
	});

	it.each([{}, { description: null }, { description: '' }])(
		'says that nothing was sent when there is no description: %j',
		(more) => {
			expect(failureOfThrown({ message: 'Empty', ...more }).message).toBe(
				'Nothing was sent for this item.',
			);
		},
	);
});
