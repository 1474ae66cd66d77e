import { claimsIn } from '../../../../nodes/CapillaryBadges/resources/shared/claims';

const badge = '653ddb33b3cda7078c7c68e9';
const answer = (claims: unknown, id = badge) => ({ id, ownership: { claims } });

describe('the claims of a badge', () => {
	it('are read from the response, with released ones marked', () => {
		const released = { ownerType: 'Loyalty', referenceId: 7, isActive: false };
		const active = { ownerType: 'Journeys', referenceId: '8', isActive: true };
		const unknown = { ownerType: 'Rewards_Catalog', referenceId: '9' };
		expect(claimsIn(badge, answer([released, active, unknown]))).toEqual([
			{ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '7', isActive: false },
			{ badgeMetaId: badge, ownerType: 'Journeys', referenceId: '8', isActive: true },
			{ badgeMetaId: badge, ownerType: 'Rewards_Catalog', referenceId: '9', isActive: undefined },
		]);
	});

	it.each([[[]], [null]])('are empty with %j', (claims) => {
		expect(claimsIn(badge, answer(claims))).toEqual([]);
	});

	it.each([
		['is about another badge', answer([], '653ddb33b3cda7078c7c68ea')],
		['has no list', answer(undefined)],
		['has something else in the place of the list', answer('Loyalty')],
		['has an entry with nothing in it', answer([null])],
	])('are unknown when the response %s', (_, data) => {
		expect(claimsIn(badge, data)).toBeUndefined();
	});
});
