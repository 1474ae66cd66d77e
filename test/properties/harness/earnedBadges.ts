import fc from 'fast-check';

import type { LedgerCall } from '../../../sandbox/ledger';
import type { SandboxState } from '../../../sandbox/state';
import { addPeople, idOf, named, people, typed, valueOf, type Fit, type Named } from './people';
import { record } from './record';
import { locator, numberOrText, type Asked, type Trial, type Work } from './work';

interface Row {
	/** Which earned badge, counted round; `unknown` looks like an ID and is none. */
	held: number | 'unknown' | 'malformed';
	/** Whether the row names the customer who has it. */
	own: boolean;
	who: Named;
}

interface Plan {
	people: number;
	held: Array<{ n: number; badge: number; revoked: boolean }>;
	rows: Row[];
}

const PATH = '/customer/revokeEarn';
const BADGES = 2;
/** Milliseconds. */
const HOUR = 60 * 60 * 1000;

/** Rows of Earn > Revoke. */
export const earnedBadges: Trial<Plan> = {
	plans: fc.oneof(...(['fitting', 'mixed', 'flawed'] as const).map(plans)),
	setUp,
};

function plans(fit: Fit): fc.Arbitrary<Plan> {
	const odd = { fitting: [], mixed: ['unknown'], flawed: ['unknown', 'malformed'] } as const;
	const atTimes = fit === 'fitting' ? fc.constant(false) : fc.boolean();
	return record({
		people,
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
				who: named(fit),
			}),
			{ minLength: 1, maxLength: 60, size: 'max' },
		),
	});
}

function setUp(plan: Plan, state: SandboxState): Work {
	const badges = Array.from({ length: BADGES }, () => state.addBadge());
	const customers = addPeople(state, plan.people);
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
		const earnedBadge = earned?.id ?? IDS_OF_NONE[row.held as keyof typeof IDS_OF_NONE];
		const item = { badge, by: who.by, customer: typed(customers, who), earnedBadge };
		return { item, asked: asked(badge, who, earnedBadge) };
	});

	function asked(badge: string, who: Named, earnedBadgeId: string): Asked {
		if (earnedBadgeId === IDS_OF_NONE.malformed || who.as === 'malformed')
			return { kind: 'flawed' };
		const value = valueOf(customers, who);
		const one = (customerId: number | string) => ({
			badgeMetaId: badge,
			customerId,
			earnedBadgeId,
			isActive: false,
		});
		const unnamed = one(who.by === 'customerId' ? numberOrText(value) : value);
		return {
			kind: 'fine',
			key: `${badge} ${who.by} ${value} ${earnedBadgeId}`,
			isSo: () => {
				const earned = state.earnedBadge(earnedBadgeId);
				const theirs = earned?.customerId === idOf(customers, who) && who.as !== 'unknown';
				return !earned || !theirs || earned.revokedOn !== null;
			},
			output: (changes) => changes.map(() => one(numberOrText(idOf(customers, who)))),
			unheard: (changes) => changes.map(() => unnamed),
			isIts: (change) =>
				change.change === 'earnRevoked' &&
				change.earnedBadgeId === earnedBadgeId &&
				change.customerId === idOf(customers, who),
			before: () => [unnamed],
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
		asked: rows.map((row) => row.asked),
		keysIn,
		keyOf: (_change, call) => keysIn(call)[0],
		repeatable: false,
	};
}

const IDS_OF_NONE = { unknown: '66ea0000000000000000ffff', malformed: 'the first' };

function keysIn({ path, body, customerIdentifier = 'customerId' }: LedgerCall): string[] {
	if (!path.endsWith(PATH)) return [];
	const { badgeMetaId, customerId, earnedBadgeId } = body as Record<string, unknown>;
	return [`${badgeMetaId} ${customerIdentifier} ${customerId} ${earnedBadgeId}`];
}
