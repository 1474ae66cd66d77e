// Earning a badge and revoking it, for one customer.
import { Refusal } from '../http/refusal';
import { badgesEndpoint, ok, type ApiCall } from './endpoint';
import { earnedView, earnBadge, readEarnRequest, problemFor } from './earning';
import {
	asNumber,
	badgeOf,
	customerIdOf,
	customerOf,
	newRequestIdOf,
	objectOf,
	textOf,
} from './reading';

/** https://docs.capillarytech.com/reference/issue-badge-to-the-customer */
const earn = badgesEndpoint('POST', '/customer/earn', (call) => {
	const { state } = call;
	const fields = objectOf(call.body);
	const requestId = newRequestIdOf(call, fields.requestId);
	const named = textOf(fields.customerId);
	if (named === undefined) throw new Refusal('customerIdMissing');
	const customerId = idNamed(call, named, call.variants.identifierOfEarn === 'taken');
	const wanted = readEarnRequest(state, fields, ['earnEventDate']);
	const refusal = problemFor(call, wanted, customerId);
	if (refusal) throw new Refusal(refusal);

	state.requestIds.add(requestId);
	const earned = earnBadge(call, wanted, customerId);
	return ok(earnedView(earned, requestId));
});

/** https://docs.capillarytech.com/reference/revoke-issual-of-a-badge */
const revokeEarn = badgesEndpoint('POST', '/customer/revokeEarn', (call) => {
	const { state, variants, record } = call;
	const fields = objectOf(call.body);
	const badgeMetaId = textOf(fields.badgeMetaId);
	const named = textOf(fields.customerId);
	const earnedBadgeId = textOf(fields.earnedBadgeId);
	if (badgeMetaId === undefined) throw new Refusal('badgeIdMissing');
	if (named === undefined) throw new Refusal('customerIdMissing');
	if (earnedBadgeId === undefined) throw new Refusal('earnIdMissing');
	const customerId = idNamed(call, named, true);
	const locked = variants.earnedOfInactive === 'locked';
	if (locked && !badgeOf(state, badgeMetaId).active) throw new Refusal('notLive');

	const earned = state.earnedBadge(earnedBadgeId);
	const theirs = earned?.customerId === customerId && earned?.badgeMetaId === badgeMetaId;
	if (!earned || !theirs || state.statusOf(earned) !== 'ACTIVE') {
		throw new Refusal('noActiveEarn');
	}
	earned.revokedOn = state.now();
	record({ change: 'earnRevoked', badgeMetaId, customerId: earned.customerId, earnedBadgeId });
	return ok({
		badgeMetaId,
		customerId: asNumber(earned.customerId),
		earnedBadgeId,
		isActive: false,
	});
});

/** The customer's ID: the value itself, or found by the identifier that the header names. */
function idNamed(call: ApiCall, named: string, takesIdentifier: boolean): string {
	const byIdentifier = takesIdentifier && call.headers['x-cap-customer-identifier'] !== undefined;
	return byIdentifier ? customerOf(call, named).id : (customerIdOf(named) ?? '');
}

/** The calls that let one customer earn a badge and revoke it. */
export const earns = [earn, revokeEarn];
