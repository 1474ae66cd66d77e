import fc from 'fast-check';

import type { LedgerCall } from '../../../sandbox/data/ledger';
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
	/**
	 * The earned badge, taken modulo their number. An `unknown` one is a valid ID that does not
	 * exist.
	 */
	held: number | 'unknown' | 'malformed';
	/** Whether the row names the customer who has it. */
	own: boolean;
	who: CustomerReference;
}

interface Plan {
	customerCount: number;
	held: Array<{ n: number; badge: number; revoked: boolean }>;
	rows: Row[];
}

const PATH = '/customer/revokeEarn';
const BADGES = 2;
const HOUR = 60 * 60 * 1000;

/** Rows of Earn > Revoke. */
export const earnedBadges: Trial<Plan> = {
	plans: fc.oneof(...(['fitting', 'mixed', 'invalid'] as const).map(plans)),
	setUp,
};

function plans(fit: Fit): fc.Arbitrary<Plan> {
	const odd = { fitting: [], mixed: ['unknown'], invalid: ['unknown', 'malformed'] } as const;
	const atTimes = fit === 'fitting' ? fc.constant(false) : fc.boolean();
	return record({
		customerCount,
		held: fc.array(record({ n: fc.nat(29), badge: fc.nat(BADGES - 1), revoked: atTimes }), {
			minLength: 1,
			maxLength: 60,
			size: 'max',
		}),
		rows: fc.array(
			record<Row>({
				held: fc.oneof(
					{ weight: 20, arbitrary: fc.nat(59) },
					...odd[fit].map((one) => ({ weight: 1, arbitrary: fc.constant(one) })),
				),
				own: atTimes.map((other) => !other),
				who: customerReference(fit),
			}),
			{ minLength: 1, maxLength: 60, size: 'max' },
		),
	});
}

function setUp(plan: Plan, state: SandboxState): Work {
	const badges = Array.from({ length: BADGES }, () => state.addBadge());
	const customers = addCustomers(state, plan.customerCount);
	const held = plan.held.map(({ n, badge, revoked }) =>
		state.addEarned({
			badgeMetaId: badges[badge].id,
			customerId: customers[n % customers.length].id,
			revokedOn: revoked ? state.now() - HOUR : null,
		}),
	);

	const rows = plan.rows.map((row) => {
		const earned = typeof row.held === 'number' ? held[row.held % held.length] : undefined;
		const who =
			row.own && earned
				? { ...row.who, n: customers.findIndex(({ id }) => id === earned.customerId) }
				: row.who;
		const badge = earned?.badgeMetaId ?? badges[0].id;
		const earnedBadge = earned?.id ?? MISSING_IDS[row.held as keyof typeof MISSING_IDS];
		const item = { badge, by: who.by, customer: typed(customers, who), earnedBadge };
		return { item, requested: requested(badge, who, earnedBadge) };
	});

	function requested(
		badge: string,
		who: CustomerReference,
		earnedBadgeId: string,
	): RequestedChange {
		if (earnedBadgeId === MISSING_IDS.malformed || who.as === 'malformed')
			return { kind: 'invalid' };
		const value = valueOf(customers, who);
		const one = (customerId: number | string) => ({
			badgeMetaId: badge,
			customerId,
			earnedBadgeId,
			isActive: false,
		});
		const unnamed = one(who.by === 'customerId' ? numberOrText(value) : value);
		return {
			kind: 'valid',
			key: `${badge} ${who.by} ${value} ${earnedBadgeId}`,
			isDone: () => {
				const earned = state.earnedBadge(earnedBadgeId);
				const theirs = earned?.customerId === idOf(customers, who) && who.as !== 'unknown';
				return !earned || !theirs || earned.revokedOn !== null;
			},
			output: (changes) => changes.map(() => one(numberOrText(idOf(customers, who)))),
			outputAfterReading: (changes) => changes.map(() => unnamed),
			matches: (change) =>
				change.change === 'earnRevoked' &&
				change.earnedBadgeId === earnedBadgeId &&
				change.customerId === idOf(customers, who),
			outputIfDone: () => [unnamed],
			readBack: `/management/${encodeURIComponent(value)}/badge/${badge}`,
		};
	}

	return {
		parameters: {
			resource: 'earn',
			operation: 'revoke',
			badge: locator('badge'),
			customerIdentifier: '={{ $json.by }}',
			customer: '={{ $json.customer }}',
			earnedBadge: locator('earnedBadge'),
		},
		items: rows.map(({ item }) => item),
		requested: rows.map((row) => row.requested),
		keysIn,
		keyOf: (_change, call) => keysIn(call)[0],
		repeatable: false,
	};
}

const MISSING_IDS = { unknown: '66ea0000000000000000ffff', malformed: 'the first' };

function keysIn({ path, body, customerIdentifier = 'customerId' }: LedgerCall): string[] {
	if (!path.endsWith(PATH)) return [];
	const { badgeMetaId, customerId, earnedBadgeId } = body as Record<string, unknown>;
	return [`${badgeMetaId} ${customerIdentifier} ${customerId} ${earnedBadgeId}`];
}
