import { notConfirmed, warningsOf } from '../../../nodes/CapillaryBadges/engine/results';

const warning = { code: 900, message: 'Badge is already claimed by this owner' };

describe('warningsOf', () => {
	it("returns Capillary's warnings, and nothing when there are none", () => {
		expect(warningsOf({ data: {}, warnings: [warning] })).toEqual({ warnings: [warning] });
		expect(warningsOf({ data: {}, warnings: [] })).toEqual({});
	});
});

describe('notConfirmed', () => {
	it('is a refusal with the request ID of the response', () => {
		expect(notConfirmed({ data: {}, warnings: [], requestId: 'r-1' }, 'without it')).toEqual({
			status: 'failed',
			refusal: { cause: 'unreadable', message: 'without it', requestId: 'r-1' },
		});
	});
});
