import type { Outcome } from '../../../nodes/CapillaryBadges/engine/outcome';
import { repeatedInSpiteOf, summary } from '../../../nodes/CapillaryBadges/engine/summary';
import type { Refusal } from '../../../nodes/CapillaryBadges/api/call';

const done: Outcome = { done: [] };
const failed = (refusal?: Partial<Refusal>): Outcome => ({
	failed: {
		...{ error: 'Could not do it', message: 'Leave it.' },
		...(refusal ? { refusal: { cause: 'capillary', message: '', ...refusal } } : {}),
	},
});

describe('summary', () => {
	it('counts items and calls', () => {
		expect(summary([done, done, done], { calls: 2, retries: 0 })).toEqual({
			type: 'info',
			location: 'outputPane',
			message: '3 of 3 items done, 2 calls to Capillary',
		});
	});

	it('tells the calls that were made again, and one call as one', () => {
		const { message } = summary([done], { calls: 1, retries: 1 });
		expect(message).toBe('1 of 1 items done, 1 call to Capillary, 1 of them tried again');
	});

	it('counts failures by kind, the most frequent first', () => {
		const outcomes = [done, failed({ code: 814 }), failed(), failed({ code: 811 }), failed()];
		expect(
			summary([...outcomes, failed({ code: 811 }), failed()], { calls: 2, retries: 0 }),
		).toEqual({
			type: 'warning',
			location: 'outputPane',
			message:
				'1 of 7 items done, 6 failed (3 with a field to correct, 2 with code 811, 1 with code 814), 2 calls to Capillary',
		});
	});

	it('names the only kind without counting it again', () => {
		const outcomes = [done, failed({ code: 404 }), failed({ code: 404 })];
		expect(summary(outcomes, { calls: 3, retries: 0 }).message).toBe(
			'1 of 3 items done, 2 failed with code 404, 3 calls to Capillary',
		);
	});

	it.each([
		['capillary', 'by a refusal without a code'],
		['unreadable', 'with an answer that does not confirm them'],
		['unanswered', 'without an answer'],
		['unreachable', 'without a connection'],
		['signIn', 'because of the credential'],
		['cancelled', 'because the run was canceled'],
	] as const)('names failures without a code by what went wrong: %s', (cause, words) => {
		expect(summary([failed({ cause })], { calls: 0, retries: 0 }).message).toBe(
			`0 of 1 items done, 1 failed ${words}, 0 calls to Capillary`,
		);
	});

	it('warns when another run would do the items once more', () => {
		const again = repeatedInSpiteOf(2, 'Request ID');
		expect(summary([done, done], { calls: 1, retries: 0 }, again)).toMatchObject({
			type: 'warning',
			message:
				"2 of 2 items done, 1 call to Capillary. 'Count as Success' does not protect 2 of the items: another run does them once more. Before you run them again, give each item a 'Request ID' first",
		});
	});
});

describe('repeatedInSpiteOf', () => {
	it('says nothing when each item is safe', () => {
		expect(repeatedInSpiteOf(0, 'Request ID')).toBeUndefined();
	});

	it('asks to leave out what is done where no field prevents it', () => {
		expect(repeatedInSpiteOf(1)).toMatch(/, leave out what is done$/);
	});
});
