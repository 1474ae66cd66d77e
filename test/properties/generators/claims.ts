import fc from 'fast-check';

import type { LedgerCall } from '../../../sandbox/data/ledger';
import { ownerTypes } from '../../../sandbox/data/model';
import type { SandboxState } from '../../../sandbox/data/state';
import { record } from './record';
import { locator, type RequestedChange, type Trial, type Work } from './work';

interface Row {
	badge: number;
	owner: number;
	reference: number | 'empty';
}

interface Plan {
	/** The existing claims. A row matches when its three numbers are those of a claim. */
	claims: Array<{ badge: number; owner: number; reference: number; active: boolean }>;
	rows: Row[];
}

const BADGES = 3;

const place = {
	badge: fc.nat(BADGES - 1),
	owner: fc.nat(2),
	reference: fc.nat(4),
};

/** Rows of Claim > Unclaim. */
export const claims: Trial<Plan> = {
	plans: fc.oneof(plans(true), plans(false)),
	setUp,
};

function plans(fitting: boolean): fc.Arbitrary<Plan> {
	return record({
		claims: fc.uniqueArray(
			record({ ...place, active: fitting ? fc.constant(true) : fc.boolean() }),
			{
				selector: ({ badge, owner, reference }) => `${badge} ${owner} ${reference}`,
				minLength: fitting ? 45 : 0,
				maxLength: 45,
				size: 'max',
			},
		),
		rows: fc.array(
			record<Row>({
				...place,
				reference: fitting
					? place.reference
					: fc.oneof(
							{ weight: 15, arbitrary: place.reference },
							{ weight: 1, arbitrary: fc.constant('empty' as const) },
						),
			}),
			{ minLength: 1, maxLength: 60, size: 'max' },
		),
	});
}

function setUp(plan: Plan, state: SandboxState): Work {
	const badges = Array.from({ length: BADGES }, () => state.addBadge());
	for (const { badge, owner, reference, active } of plan.claims) {
		state.addClaim({
			badgeMetaId: badges[badge].id,
			ownerType: ownerTypes[owner],
			referenceId: referenceIds[reference],
			isActive: active,
		});
	}

	const rows = plan.rows.map(({ badge, owner, reference }) => {
		const item = {
			badge: badges[badge].id,
			ownerType: ownerTypes[owner],
			referenceId: reference === 'empty' ? ' ' : referenceIds[reference],
		};
		return {
			item,
			requested: reference === 'empty' ? ({ kind: 'invalid' } as const) : requested(item),
		};
	});

	function requested({ badge, ownerType, referenceId }: Record<string, string>): RequestedChange {
		const released = { badgeMetaId: badge, ownerType, referenceId, isActive: false };
		return {
			kind: 'valid',
			key: `${badge} ${ownerType} ${referenceId}`,
			isDone: () =>
				!state.badges
					.get(badge)!
					.claims.some(
						(claim) =>
							claim.isActive && claim.ownerType === ownerType && claim.referenceId === referenceId,
					),
			output: (changes) => changes.map(() => released),
			outputAfterReading: () => [released],
			matches: () => false,
			outputIfDone: () => [released],
			readBack: `/badgeMeta/${badge}`,
		};
	}

	return {
		parameters: {
			resource: 'claim',
			operation: 'unclaim',
			badge: locator('badge'),
			ownerType: '={{ $json.ownerType }}',
			referenceId: '={{ $json.referenceId }}',
		},
		items: rows.map(({ item }) => item),
		requested: rows.map((row) => row.requested),
		keysIn,
		keyOf: (_change, call) => keysIn(call)[0],
		repeatable: false,
	};
}

const referenceIds = ['1', '22', 'autumn sale', 'A/B?', '5'];

function keysIn({ path, body }: LedgerCall): string[] {
	const [, badge] = /\/badgeMeta\/([^/]+)\/unclaim$/.exec(path) ?? [];
	if (badge === undefined) return [];
	const { ownerType, referenceId } = body as Record<string, unknown>;
	return [`${badge} ${ownerType} ${referenceId}`];
}
