import { notConfirmed, warningsOf } from '../../../nodes/CapillaryBadges/engine/results';

const warning = { code: 900, message: 'Badge is already claimed by this owner' };

describe('warningsOf', () => {
	it("hands Capillary's warnings on, and says nothing where there are none", () => {
		expect(warningsOf({ data: {}, warnings: [warning] })).toEqual({ warnings: [warning] });
		expect(warningsOf({ data: {}, warnings: [] })).toEqual({});
	});
});

describe('notConfirmed', () => {
	it('is a refusal that names the answer', () => {
		expect(notConfirmed({ data: {}, warnings: [], requestId: 'r-1' }, 'without it')).toEqual({
			status: 'failed',
			refusal: { cause: 'unreadable', message: 'without it', requestId: 'r-1' },
		});
	});
});
