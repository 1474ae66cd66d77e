import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import type { ItemResult } from '../../../nodes/CapillaryBadges/engine/output';
import { givesAgain, summary, unsafeToRepeat } from '../../../nodes/CapillaryBadges/engine/summary';
import type { Refusal, RepeatSafety } from '../../../nodes/CapillaryBadges/errors/refusal';

const done: ItemResult = { status: 'succeeded', output: [] };
const failed = (refusal?: Partial<Refusal>): ItemResult => ({
	status: 'failed',
	failure: {
		...{ error: 'Could not do it', message: 'Leave it.' },
		...(refusal ? { refusal: { cause: 'capillary', message: '', ...refusal } } : {}),
	},
});

/** An operation whose rows are their own safety. */
const repeatable = {
	repeat: {
		safety: (row: RepeatSafety) => row,
		requestId: { label: 'Request ID', value: () => '' },
	},
} as unknown as Operation;
const rows = (...safeties: RepeatSafety[]) =>
	safeties.map((row, index) => ({ index, part: 0, row }));
const asSuccess = { alreadyDone: 'success' } as const;

describe('summary', () => {
	it('counts items and calls', () => {
		expect(summary([done, done, done], { calls: 2, retries: 0 })).toEqual({
			type: 'info',
			location: 'outputPane',
			message: '3 of 3 items done, 2 calls to Capillary',
		});
	});

	it('counts retried calls, and uses the singular for one call', () => {
		const { message } = summary([done], { calls: 1, retries: 1 });
		expect(message).toBe('1 of 1 items done, 1 call to Capillary, 1 of them a retry');
	});

	it('uses the plural for several retries', () => {
		const { message } = summary([done], { calls: 3, retries: 2 });
		expect(message).toBe('1 of 1 items done, 3 calls to Capillary, 2 of them retries');
	});

	it('groups failures by kind, the most frequent first', () => {
		const outcomes = [done, failed({ code: 814 }), failed(), failed({ code: 811 }), failed()];
		expect(
			summary([...outcomes, failed({ code: 811 }), failed()], { calls: 2, retries: 0 }),
		).toEqual({
			type: 'warning',
			location: 'outputPane',
			message:
				'1 of 7 items done, 6 failed: 3 with an invalid field, 2 not enrolled (811), 1 without the badge (814). 2 calls to Capillary',
		});
	});

	it('adds what the run found out, and ends with the warning', () => {
		const found = ['Capillary takes about 100 calls a minute'];
		expect(summary([done, done], { calls: 1, retries: 0 }, found)).toMatchObject({
			type: 'info',
			message: `2 of 2 items done, 1 call to Capillary. ${found[0]}`,
		});
		expect(summary([done, done], { calls: 1, retries: 0 }, found, 'Careful').message).toBe(
			`2 of 2 items done, 1 call to Capillary. ${found[0]}. Careful`,
		);
	});

	it.each([
		[{ code: 404, message: "Customer doesn't have issue instance" }, 'not enrolled (404)'],
		[{ code: 404 }, 'not found (404)'],
		[{ code: 8015 }, 'unknown customer (8015)'],
		[{ code: 720 }, 'refused by Capillary (720)'],
		[{ status: 400 }, 'refused by Capillary (HTTP 400)'],
	])('says why items failed: %j', (refusal, reason) => {
		const outcomes = [done, failed(refusal), failed(refusal)];
		expect(summary(outcomes, { calls: 3, retries: 0 }).message).toBe(
			`1 of 3 items done, 2 failed: 2 ${reason}. 3 calls to Capillary`,
		);
	});

	it.each([
		['capillary', 'refused by Capillary'],
		['unreadable', "not confirmed by Capillary's response"],
		['unanswered', 'without a response'],
		['unreachable', 'without a connection'],
		['signIn', 'because of the credential'],
		['cancelled', 'because the run was canceled'],
	] as const)('names failures without a code by their cause: %s', (cause, words) => {
		expect(summary([failed({ cause })], { calls: 0, retries: 0 }).message).toBe(
			`0 of 1 items done, 1 failed: 1 ${words}. 0 calls to Capillary`,
		);
	});

	it('warns when another run would do the items again', () => {
		const again = unsafeToRepeat(repeatable, asSuccess, rows('unsafe', 'unsafe'));
		expect(summary([done, done], { calls: 1, retries: 0 }, [], again)).toMatchObject({
			type: 'warning',
			message:
				"2 of 2 items done, 1 call to Capillary. 'Count as Success' does not protect 2 of the items: another run does them once more. Before you run them again, give each item a 'Request ID' first",
		});
	});
});

describe('givesAgain', () => {
	const gives = (repeat: object, ...safeties: RepeatSafety[]) =>
		givesAgain({ repeat: { recover: {}, ...repeat } } as unknown as Operation, rows(...safeties));
	const { safety, requestId } = repeatable.repeat;

	it('counts the items that another run gives again, and says how to prevent it', () => {
		expect(gives({ safety, requestId }, 'unsafe', 'whenDoneCounts', 'unsafe')).toBe(
			"Another run does 2 of the items once more. To prevent that, give each item a 'Request ID', such as its order number",
		);
		expect(gives({}, 'safe')).toMatch(/does 1 of the items .* leave out the items that are done$/);
	});

	it('returns nothing when each item is safe or nothing is given', () => {
		expect(gives({ safety, requestId }, 'safe', 'whenDoneCounts')).toBeUndefined();
		expect(gives({ recover: undefined }, 'unsafe')).toBeUndefined();
	});
});

describe('unsafeToRepeat', () => {
	it('returns nothing when each item is safe', () => {
		expect(unsafeToRepeat(repeatable, asSuccess, rows('safe', 'whenDoneCounts'))).toBeUndefined();
		expect(unsafeToRepeat(repeatable, asSuccess, [])).toBeUndefined();
	});

	it("returns nothing without 'Count as Success', or when the safety is unknown", () => {
		expect(unsafeToRepeat(repeatable, { alreadyDone: 'error' }, rows('unsafe'))).toBeUndefined();
		const unknown = { repeat: {} } as unknown as Operation;
		expect(unsafeToRepeat(unknown, asSuccess, rows('unsafe'))).toBeUndefined();
	});

	it('counts only the items that are done again', () => {
		const some = rows('safe', 'unsafe', 'whenDoneCounts');
		expect(unsafeToRepeat(repeatable, asSuccess, some)).toMatch(/does not protect 1 of the items/);
	});

	it('suggests leaving out done items when no field prevents repetition', () => {
		const { safety } = repeatable.repeat;
		const nameless = { repeat: { safety } } as unknown as Operation;
		expect(unsafeToRepeat(nameless, asSuccess, rows('unsafe'))).toMatch(
			/, leave out what is done$/,
		);
	});
});
