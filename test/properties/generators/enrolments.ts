import fc from 'fast-check';

import type { Change, LedgerCall } from '../../../sandbox/data/ledger';
import type { SandboxState } from '../../../sandbox/data/state';
import {
	addCustomers,
	idOf,
	customerReference,
	customerCount,
	typed,
	valueOf,
	type Fit,
	type CustomerReference,
} from './customers';
import { record } from './record';
import { locator, numberOrText, type RequestedChange, type Trial, type Work } from './work';

interface Row {
	badge: number | 'unknown' | 'malformed';
	who: CustomerReference;
	/**
	 * All enrolments of the customer, or the enrolment `held`. With `own`, the row names its
	 * customer.
	 */
	which: { revoke: 'all' } | { revoke: 'one'; held: number; own: boolean };
}

interface Plan {
	badges: number;
	customerCount: number;
	/** The enrolments. `n` and `badge` are taken modulo the numbers of customers and badges. */
	held: Array<{ n: number; badge: number; revoked: boolean }>;
	rows: Row[];
}

const HOUR = 60 * 60 * 1000;
const PATH = '/badgeMeta/customer/revokeIssue';

/** Rows of Issue > Revoke with `one` and `all`, and their state in the sandbox. */
export const enrolments: Trial<Plan> = {
	plans: fc.oneof(...(['fitting', 'mixed', 'invalid'] as const).map(plans)),
	setUp,
};

function plans(fit: Fit): fc.Arbitrary<Plan> {
	const badge = fc.nat(2);
	const odd = { fitting: [], mixed: ['unknown'], invalid: ['unknown', 'malformed'] } as const;
	return record({
		badges: fc.integer({ min: 1, max: 3 }),
		customerCount,
		held: fc.array(
			record({
				n: fc.nat(29),
				badge,
				revoked: fit === 'fitting' ? fc.constant(false) : fc.boolean(),
			}),
			{ minLength: 1, maxLength: 90, size: 'max' },
		),
		rows: fc.array(
			record<Row>({
				badge: fc.oneof(
					{ weight: 30, arbitrary: badge },
					...odd[fit].map((one) => ({ weight: 1, arbitrary: fc.constant(one) })),
				),
				who: customerReference(fit),
				which: fc.oneof(
					{ weight: 2, arbitrary: fc.constant({ revoke: 'all' as const }) },
					{
						weight: 1,
						arbitrary: record({
							revoke: fc.constant('one' as const),
							held: fc.nat(89),
							own: fit === 'fitting' ? fc.constant(true) : fc.boolean(),
						}),
					},
				),
			}),
			{ minLength: 1, maxLength: 120, size: 'max' },
		),
	});
}

function setUp(drawn: Plan, state: SandboxState): Work {
	const badges = Array.from({ length: drawn.badges }, () =>
		state.addBadge({ earnType: 'ISSUE_EARN' }),
	);
	const customers = addCustomers(state, drawn.customerCount);
	const held = drawn.held.map(({ n, badge, revoked }, index) =>
		state.addEnrolment({
			// One second apart, so that their order is clear.
			givenOn: state.now() - 1000 * (drawn.held.length - index),
			badgeMetaId: badges[badge % badges.length].id,
			customerId: customers[n % customers.length].id,
			revokedOn: revoked ? state.now() - HOUR : null,
		}),
	);

	const rows = drawn.rows.map((row) => {
		const { which } = row;
		const enrolment = which.revoke === 'one' ? held[which.held % held.length] : undefined;
		const mine = which.revoke === 'one' && which.own;
		const who = mine
			? { ...row.who, n: customers.findIndex(({ id }) => id === enrolment?.customerId) }
			: row.who;
		const badge = mine ? enrolment!.badgeMetaId : badgeId(row.badge, badges);
		const item = {
			badge,
			by: who.by,
			customer: typed(customers, who),
			revoke: which.revoke,
			issueId: enrolment?.id ?? '',
		};
		return { item, requested: requested(badge, who, enrolment?.id) };
	});

	function requested(badge: string, who: CustomerReference, issueId?: string): RequestedChange {
		if (badge === MALFORMED_BADGE || who.as === 'malformed') return { kind: 'invalid' };
		if (who.as === 'unknown' && who.by !== 'customerId') return { kind: 'unknownCustomer' };
		const customerId = idOf(customers, who);
		const one = (issuedId: string | null, revoked = true) => ({
			badgeMetaId: badge,
			customerId: numberOrText(customerId),
			issuedId,
			revoked,
		});
		const output = (changes: Change[]) =>
			changes.map((change) => one(change.change === 'issueRevoked' ? change.issuedId : null));
		const theirs = state.enrolmentsOf(customerId, badge);
		/** The enrolment that was revoked last. All have the same time here. */
		const before = () => {
			const last = [...theirs].reverse().find(({ id }) => id === (issueId ?? id));
			return one(last?.id ?? null, last !== undefined);
		};
		return {
			kind: 'valid',
			key: keyFor(badge, customerId, issueId),
			...(who.by === 'customerId' ? {} : { lookUp: valueOf(customers, who) }),
			isDone: () =>
				theirs.every(
					(enrolment) =>
						(issueId !== undefined && enrolment.id !== issueId) || enrolment.revokedOn !== null,
				),
			output,
			outputAfterReading: output,
			matches: (change) =>
				change.change === 'issueRevoked' &&
				change.badgeMetaId === badge &&
				change.customerId === customerId &&
				change.issuedId === (issueId ?? change.issuedId),
			outputIfDone: () => [before()],
			readBack: `/management/${customerId}/badge/${badge}`,
		};
	}

	return {
		parameters: {
			resource: 'issue',
			operation: 'revoke',
			badge: locator('badge'),
			customerIdentifier: '={{ $json.by }}',
			customer: '={{ $json.customer }}',
			revoke: '={{ $json.revoke }}',
			issueId: locator('issueId'),
		},
		items: rows.map(({ item }) => item),
		requested: rows.map((row) => row.requested),
		keysIn,
		keyOf,
		repeatable: false,
	};
}

const MALFORMED_BADGE = 'the blue one';
const UNKNOWN_BADGE = '66ba0000000000000000ffff';

function badgeId(badge: Row['badge'], badges: Array<{ id: string }>): string {
	if (badge === 'malformed') return MALFORMED_BADGE;
	return badge === 'unknown' ? UNKNOWN_BADGE : badges[badge % badges.length].id;
}

function keyFor(badge: unknown, customerId: unknown, issueId?: unknown): string {
	return `${badge} ${customerId} ${issueId ?? 'all'}`;
}

function keysIn({ path, body }: LedgerCall): string[] {
	if (!path.endsWith(PATH)) return [];
	const {
		badgeMetaId,
		customers = [],
		revokeIssuals = [],
	} = body as {
		badgeMetaId: string;
		customers?: unknown[];
		revokeIssuals?: Array<{ customerId: unknown; issueId: unknown }>;
	};
	return [
		...customers.map((customerId) => keyFor(badgeMetaId, customerId)),
		...revokeIssuals.map(({ customerId, issueId }) => keyFor(badgeMetaId, customerId, issueId)),
	];
}

function keyOf(change: Change, { body }: LedgerCall): string {
	if (change.change !== 'issueRevoked') return 'not a revocation';
	const { badgeMetaId, customerId, issuedId } = change;
	const one = 'revokeIssuals' in (body as object);
	return keyFor(badgeMetaId, customerId, one ? issuedId : undefined);
}
