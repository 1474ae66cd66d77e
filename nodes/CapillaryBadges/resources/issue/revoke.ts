import { BADGES_API } from '../../api/call';
import { asNumber, asObject, sameId } from '../../api/values';
import { defineOperation } from '../../engine/operation';
import { notConfirmed, succeeded, warningsOf } from '../../engine/results';
import { isAboutGrant } from '../../errors/sharedRefusals';
import { badgeField } from '../../fields/badge';
import { customerField, customerName } from '../../fields/customer';
import { enrolmentField } from '../../fields/enrolment';
import { variantField } from '../../fields/variant';
import { refusedEntry } from '../shared/customerEntries';
import { findCustomerId } from '../shared/customerLookup';
import {
	NOT_ENROLLED,
	revokedEntries,
	revokedOutput,
	saysNotEnrolled,
	withRevoked,
} from './enrolment';
import { verifyRevoked } from './verifyRevoked';

const target = variantField(
	{
		displayName: 'What to Revoke',
		name: 'revoke',
		type: 'options',
		options: [
			{
				name: 'All Enrolments',
				value: 'all',
				description: 'Every enrolment that the customer has for the badge',
			},
			{
				name: 'One Enrolment',
				value: 'one',
				description: 'The enrolment that you choose',
			},
		],
		default: 'all',
		description: 'Which enrolments to revoke',
	},
	{ all: {}, one: { issueId: enrolmentField('The enrolment to revoke') } },
);

/**
 * POST /badgeMeta/customer/revokeIssue
 * (https://docs.capillarytech.com/reference/revoke-enrolment-of-a-badge): up to 20 customers, or up to
 * 20 single enrolments, of one badge a call; never both lists in one body.
 */
export const revoke = defineOperation({
	option: {
		name: 'Revoke',
		value: 'revoke',
		action: 'Revoke enrolment of customer for badge',
		description: "Revoke a customer's enrolment for a badge ('Revoke enrolled badge' in Capillary)",
	},
	fields: {
		badge: badgeField('The badge that the customer is enrolled for'),
		customer: customerField(),
		target,
	},
	describe: ({ badge, customer, customerId, target: one }) =>
		`revoke ${one.kind === 'one' ? `enrolment ${one.issueId}` : 'the enrolment'} of ${customerName(customer, customerId)} for badge ${badge}`,
	lookUp: findCustomerId,
	batch: {
		maxEntries: 20,
		groupKey: ({ badge, target: { kind } }) => `${badge} ${kind}`,
		dedupeKey: ({ customerId, target: one }) =>
			`${customerId} ${one.kind === 'one' ? one.issueId : ''}`,
		isShared: isAboutGrant,
		build: (rows) => ({
			method: 'POST',
			path: `${BADGES_API}/badgeMeta/customer/revokeIssue`,
			body: {
				badgeMetaId: rows[0].badge,
				...(rows[0].target.kind === 'all'
					? { customers: rows.map(({ customerId }) => asNumber(customerId)) }
					: {
							revokeIssuals: rows.map(({ customerId, target: one }) => ({
								customerId,
								issueId: one.kind === 'one' ? one.issueId : undefined,
							})),
						}),
			},
		}),
		settle(row, response) {
			const { badgeMetaId } = asObject(response.data);
			if (!sameId(badgeMetaId ?? row.badge, row.badge)) {
				return notConfirmed(response, 'is about a different badge');
			}
			const entries = revokedEntries(row, response);
			if (entries.length === 0) {
				return notConfirmed(response, 'has no entry for this customer');
			}
			const failed = entries.find(({ error }) => error);
			const revoked = entries.filter(({ error }) => !error).map(({ issuedId }) => issuedId);
			if (failed) {
				const { refusal } = refusedEntry(failed.error, response);
				const known = saysNotEnrolled(refusal) ? { ...refusal, ...NOT_ENROLLED } : refusal;
				return withRevoked(known, revoked);
			}
			if (revoked.includes(null))
				return notConfirmed(response, 'does not have the ID of the enrolment');
			return succeeded(
				...revoked.map((issuedId) => ({
					...revokedOutput(row, issuedId),
					...warningsOf(response),
				})),
			);
		},
	},
	repeat: {
		alreadyDone: {},
		safety: () => 'whenDoneCounts',
		verify: verifyRevoked,
	},
});
