import type { Reply } from '../../../nodes/CapillaryBadges/api/call';
import { claimState, type Claim } from '../../../nodes/CapillaryBadges/resources/claim/claim';

const claim: Claim = {
	...{ badge: '653ddb33b3cda7078c7c68e9', ownerType: 'Loyalty', referenceId: '7' },
};

/**
 * The badge with these states of the claim. Undefined means that the response does not contain the
 * state.
 */
function badgeWith(...states: Array<boolean | undefined>): Reply {
	const claims = states.map((isActive) => ({ ownerType: 'Loyalty', referenceId: 7, isActive }));
	const data = { id: claim.badge, ownership: { claims } };
	return { status: 'succeeded', response: { data, warnings: [] } };
}

describe('the state of a claim', () => {
	it.each([
		['none', []],
		['active', [false, true]],
		['released', [false, false]],
	])("is '%s' for the states %j in the badge", (status, states) => {
		expect(claimState(claim, badgeWith(...states))).toEqual({ status });
	});

	it('is unknown when the badge does not contain it', () => {
		expect(claimState(claim, badgeWith(false, undefined))).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable' },
		});
	});
});
