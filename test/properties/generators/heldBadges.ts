import fc from 'fast-check';

import type { LedgerCall } from '../../../sandbox/data/ledger';
import type { EarnedBadge } from '../../../sandbox/data/model';
import type { SandboxState } from '../../../sandbox/data/state';
import {
	addCustomers,
	idOf,
	customerReference,
	customerCount,
	typed,
	type CustomerReference,
} from './customers';
import { record } from './record';
import { locator, type Trial, type Work } from './work';

interface Row {
	badge: number;
	who: CustomerReference;
	revoke: 'latest' | 'all';
}

interface Plan {
	customerCount: number;
	held: Array<{ n: number; badge: number; revoked: boolean }>;
	rows: Row[];
}

/** Work whose rows are about everything that a customer has of a badge. */
export interface HeldWork extends Work {
	/** For each item, what its customer had at the start, oldest first. */
	held: EarnedBadge[][];
	which: Array<Row['revoke']>;
}

const BADGES = 2;
const HOUR = 60 * 60 * 1000;

/** Rows of Earn > Revoke for the latest earned badge, or for all of them. */
export const heldBadges: Trial<Plan> = {
	plans: record({
		customerCount,
		held: fc.array(record({ n: fc.nat(29), badge: fc.nat(BADGES - 1), revoked: fc.boolean() }), {
			minLength: 1,
			maxLength: 80,
			size: 'max',
		}),
		rows: fc.array(
			record<Row>({
				badge: fc.nat(BADGES - 1),
				who: customerReference('mixed'),
				revoke: fc.constantFrom('latest', 'all'),
			}),
			{ minLength: 1, maxLength: 40, size: 'max' },
		),
	}),
	setUp,
};

function setUp(plan: Plan, state: SandboxState): HeldWork {
	const badges = Array.from({ length: BADGES }, () => state.addBadge());
	const customers = addCustomers(state, plan.customerCount);
	for (const [index, { n, badge, revoked }] of plan.held.entries()) {
		state.addEarned({
			// One second apart, so that it is clear which is the latest.
			givenOn: state.now() - HOUR - 1000 * (plan.held.length - index),
			badgeMetaId: badges[badge].id,
			customerId: customers[n % customers.length].id,
			revokedOn: revoked ? state.now() - HOUR / 2 : null,
		});
	}
	const rows = plan.rows.map(({ badge, who, revoke }) => ({
		item: { badge: badges[badge].id, by: who.by, customer: typed(customers, who), revoke },
		// An unknown identifier finds no customer.
		customerId: who.as === 'unknown' ? 'nobody' : idOf(customers, who),
	}));
	return {
		parameters: {
			resource: 'earn',
			operation: 'revoke',
			badge: locator('badge'),
			customerIdentifier: '={{ $json.by }}',
			customer: '={{ $json.customer }}',
			revoke: '={{ $json.revoke }}',
			// With an expression in `revoke`, n8n shows this field and requires a value.
			earnedBadge: locator('none'),
		},
		items: rows.map(({ item }) => item),
		requested: rows.map(({ item, customerId }) => ({
			kind: 'valid',
			key: `${item.badge} ${customerId}`,
			isDone: () => false,
			output: () => [],
			outputAfterReading: () => [],
			matches: () => false,
			outputIfDone: () => [],
		})),
		held: rows.map(({ item, customerId }) =>
			state.earnedOf(customerId, item.badge).filter(({ revokedOn }) => revokedOn === null),
		),
		which: plan.rows.map(({ revoke }) => revoke),
		keysIn,
		keyOf: (change) => ('customerId' in change ? `${change.badgeMetaId} ${change.customerId}` : ''),
		repeatable: false,
	};
}

function keysIn({ path, body }: LedgerCall): string[] {
	if (!path.endsWith('/customer/revokeEarn')) return [];
	const { badgeMetaId, earnedBadgeId } = body as Record<string, unknown>;
	return [`${badgeMetaId} ${earnedBadgeId}`];
}
