import { problems, Refusal } from '../problems';
import { BADGES, ok, type Endpoint } from './endpoint';
import { earnedView, give, giftOf, reasonAgainst } from './giving';
import { asNumber, customerIdOf, customerOf, newRequestIdOf, objectOf, textOf } from './reading';

/** Gives a customer a badge: https://docs.capillarytech.com/reference/issue-badge-to-the-customer */
const earn: Endpoint = {
	method: 'POST',
	path: `${BADGES}/customer/earn`,
	needs: 'badges',
	handle(call) {
		const { state } = call;
		const fields = objectOf(call.body);
		const requestId = newRequestIdOf(call, fields.requestId);
		const customerId = customerIdOf(fields.customerId);
		if (customerId === undefined) throw new Refusal(problems.customerIdMissing);
		const gift = giftOf(state, fields, ['earnEventDate']);
		const refusal = reasonAgainst(call, gift, customerId);
		if (refusal) throw new Refusal(refusal);

		state.requestIds.add(requestId);
		const earned = give(call, gift, customerId);
		return ok(earnedView(earned, requestId));
	},
};

/** Takes an earned badge back: https://docs.capillarytech.com/reference/revoke-issual-of-a-badge */
const revokeEarn: Endpoint = {
	method: 'POST',
	path: `${BADGES}/customer/revokeEarn`,
	needs: 'badges',
	handle(call) {
		const { state, headers, record } = call;
		const fields = objectOf(call.body);
		const badgeMetaId = textOf(fields.badgeMetaId);
		const named = textOf(fields.customerId);
		const earnedBadgeId = textOf(fields.earnedBadgeId);
		if (badgeMetaId === undefined) throw new Refusal(problems.badgeIdMissing);
		if (named === undefined) throw new Refusal(problems.customerIdMissing);
		if (earnedBadgeId === undefined) throw new Refusal(problems.earnIdMissing);
		const byIdentifier = headers['x-cap-customer-identifier'] !== undefined;
		const customerId = byIdentifier ? customerOf(call, named).id : customerIdOf(named);

		const earned = state.earnedBadge(earnedBadgeId);
		const theirs = earned?.customerId === customerId && earned?.badgeMetaId === badgeMetaId;
		if (!earned || !theirs || state.statusOf(earned) !== 'ACTIVE') {
			throw new Refusal(problems.noActiveEarn);
		}
		earned.revokedOn = state.now();
		record({ change: 'earnRevoked', badgeMetaId, customerId: earned.customerId, earnedBadgeId });
		return ok({
			badgeMetaId,
			customerId: asNumber(earned.customerId),
			earnedBadgeId,
			isActive: false,
		});
	},
};

/** The calls that give one customer a badge and take it back. */
export const earns = [earn, revokeEarn];
