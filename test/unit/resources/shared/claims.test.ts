import { claimsIn } from '../../../../nodes/CapillaryBadges/resources/shared/claims';

const badge = '653ddb33b3cda7078c7c68e9';
const answer = (claims: unknown, id = badge) => ({ id, ownership: { claims } });

describe('the claims of a badge', () => {
	it('are those in the answer, released ones marked', () => {
		const released = { ownerType: 'Loyalty', referenceId: 7, isActive: false };
		const active = { ownerType: 'Journeys', referenceId: '8', isActive: true };
		const unsaid = { ownerType: 'Rewards_Catalog', referenceId: '9' };
		expect(claimsIn(badge, answer([released, active, unsaid]))).toEqual([
			{ badgeMetaId: badge, ownerType: 'Loyalty', referenceId: '7', isActive: false },
			{ badgeMetaId: badge, ownerType: 'Journeys', referenceId: '8', isActive: true },
			{ badgeMetaId: badge, ownerType: 'Rewards_Catalog', referenceId: '9', isActive: undefined },
		]);
	});

	it.each([[[]], [null]])('are none by %j', (claims) => {
		expect(claimsIn(badge, answer(claims))).toEqual([]);
	});

	it.each([
		['is about another badge', answer([], '653ddb33b3cda7078c7c68ea')],
		['has no list', answer(undefined)],
		['has something else in the place of the list', answer('Loyalty')],
		['has an entry with nothing in it', answer([null])],
	])('are not known when the answer %s', (_, data) => {
		expect(claimsIn(badge, data)).toBeUndefined();
	});
});
