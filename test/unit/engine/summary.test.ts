import type { Outcome } from '../../../nodes/CapillaryBadges/engine/outcome';
import { summary } from '../../../nodes/CapillaryBadges/engine/summary';
import type { Refusal } from '../../../nodes/CapillaryBadges/transport/call';

const done: Outcome = { done: [{}] };
const failed = (refusal?: Partial<Refusal>): Outcome => ({
	failed: {
		error: 'no',
		message: 'no',
		...(refusal ? { refusal: { cause: 'capillary', message: 'no', ...refusal } } : {}),
	},
});

describe('the summary of a run', () => {
	it.each([
		['all done', [done, done], '2 of 2 items done, 3 calls to Capillary'],
		[
			'one way to fail',
			[done, failed({ code: 404 }), failed({ code: 404 })],
			'1 of 3 items done, 2 failed with code 404, 3 calls to Capillary',
		],
		[
			'several ways to fail, the most frequent first',
			[failed(), failed({ cause: 'unanswered' }), failed({ cause: 'unanswered' })],
			'0 of 3 items done, 3 failed (2 without an answer, 1 with a field to correct), 3 calls to Capillary',
		],
	])('tells of %s', (_, outcomes, message) => {
		expect(summary(outcomes, { calls: 3, retries: 0 }).message).toBe(message);
	});

	it('counts what was tried again, and warns of failures only', () => {
		expect(summary([done, done], { calls: 1, retries: 1 })).toMatchObject({
			type: 'info',
			message: '2 of 2 items done, 1 call to Capillary, 1 of them tried again',
		});
		expect(summary([failed()], { calls: 0, retries: 0 }).type).toBe('warning');
	});
});
