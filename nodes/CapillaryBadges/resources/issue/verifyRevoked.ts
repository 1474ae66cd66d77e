import { sameId } from '../../api/values';
import type { Repeat } from '../../engine/repeat';
import { notConfirmed, succeeded } from '../../engine/results';
import {
	badgeOfCustomer,
	customerBadgesIn,
	isRevokedSince,
	newestFirst,
} from '../shared/customerBadges';
import { notChanged } from '../shared/notChanged';
import {
	NOT_ENROLLED,
	revokedOutput,
	saysNotEnrolled,
	withRevoked,
	type RevokeTarget,
} from './enrolment';

/** Reads whether the enrolments that a row asks to revoke are revoked. */
export const verifyRevoked: NonNullable<Repeat<RevokeTarget>['verify']> = {
	isAlreadyDone: saysNotEnrolled,
	call: ({ badge, customerId }) =>
		badgeOfCustomer({ badge, customer: { identifier: 'customerId', value: customerId } }),
	settle(row, read, refusal, since) {
		if (read.status === 'failed') return read;
		const all = customerBadgesIn('enrolled', row.badge, read.response.data);
		if (!all) return notConfirmed(read.response, 'does not have the enrolments of the customer');
		const { target } = row;
		const meant = target.kind === 'all' ? all : all.filter(({ id }) => sameId(id, target.issueId));
		if (target.kind === 'one' && meant.length === 0) {
			return {
				status: 'failed',
				refusal: {
					cause: 'capillary',
					message: "issue doesn't belong to customer",
					reason: 'otherEnrolment',
				},
			};
		}
		const revoked = since === undefined ? [] : meant.filter((one) => isRevokedSince(one, since));
		if (meant.some(({ isActive }) => isActive)) {
			const still = notChanged(refusal, saysNotEnrolled(refusal));
			return withRevoked(
				still.refusal,
				revoked.map(({ id }) => id),
			);
		}
		if (revoked.length > 0) return succeeded(...revoked.map(({ id }) => revokedOutput(row, id)));
		const [last] = newestFirst(meant);
		const wasRevoked = last !== undefined && isRevokedSince(last, 0);
		const output = revokedOutput(row, last?.id ?? null, wasRevoked);
		return { status: 'alreadyDone', output: [output], failure: NOT_ENROLLED };
	},
};
