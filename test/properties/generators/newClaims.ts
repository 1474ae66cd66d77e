import fc from 'fast-check';

import type { LedgerCall } from '../../../sandbox/data/ledger';
import { ownerTypes } from '../../../sandbox/data/model';
import type { SandboxState } from '../../../sandbox/data/state';
import { record } from './record';
import { locator, type RequestedChange, type Trial, type Work } from './work';

interface Place {
	badge: number;
	owner: number;
	reference: number | 'empty';
}

interface Plan {
	/** Whether each badge is active, and whether only the first owner may claim it. */
	badges: Array<{ active: boolean; restricted: boolean }>;
	/** The existing claims, active or released. */
	claims: Array<Place & { active: boolean }>;
	rows: Place[];
}

const BADGES = 3;
const REFERENCES = ['1', '22', 'autumn sale', 'A/B?', '5'];

const place = { badge: fc.nat(BADGES - 1), owner: fc.nat(2), reference: fc.nat(4) };

/** Rows of Claim > Create. */
export const newClaims: Trial<Plan> = {
	plans: fc.oneof(plans(true), plans(false)),
	setUp,
};

function plans(fitting: boolean): fc.Arbitrary<Plan> {
	const badge = record({
		active: fitting ? fc.constant(true) : fc.boolean(),
		restricted: fitting ? fc.constant(false) : fc.boolean(),
	});
	const empty = { weight: fitting ? 0 : 1, arbitrary: fc.constant('empty' as const) };
	return record({
		badges: fc.array(badge, { minLength: BADGES, maxLength: BADGES }),
		claims: fc.uniqueArray(record({ ...place, active: fc.boolean() }), {
			selector: ({ badge: on, owner, reference }) => `${on} ${owner} ${reference}`,
			maxLength: 20,
			size: 'max',
		}),
		rows: fc.array(
			record<Place>({
				...place,
				reference: fc.oneof({ weight: 15, arbitrary: place.reference }, empty),
			}),
			{ minLength: 1, maxLength: 60, size: 'max' },
		),
	});
}

function setUp(plan: Plan, state: SandboxState): Work {
	const badges = plan.badges.map(({ active, restricted }) =>
		state.addBadge({ active, ...(restricted ? { restrictedToOwners: [ownerTypes[0]] } : {}) }),
	);
	const itemOf = ({ badge, owner, reference }: Place) => ({
		badge: badges[badge].id,
		ownerType: ownerTypes[owner],
		referenceId: reference === 'empty' ? ' ' : REFERENCES[reference],
	});
	for (const { active, ...claim } of plan.claims) {
		const { badge: badgeMetaId, ...owner } = itemOf(claim);
		state.addClaim({ badgeMetaId, ...owner, isActive: active });
	}
	const items = plan.rows.map(itemOf);

	function requested({ badge, ownerType, referenceId }: (typeof items)[0]): RequestedChange {
		if (referenceId === ' ') return { kind: 'invalid' };
		const made = { badgeMetaId: badge, ownerType, referenceId, isActive: true };
		return {
			kind: 'valid',
			key: `${badge} ${ownerType} ${referenceId}`,
			isDone: () =>
				state.badges
					.get(badge)!
					.claims.some(
						(claim) =>
							claim.isActive && claim.ownerType === ownerType && claim.referenceId === referenceId,
					),
			output: (changes) => changes.map(() => made),
			outputAfterReading: () => [made],
			matches: () => false,
			outputIfDone: () => [made],
			readBack: `/badgeMeta/${badge}`,
		};
	}

	return {
		parameters: {
			resource: 'claim',
			operation: 'create',
			badge: locator('badge'),
			ownerType: '={{ $json.ownerType }}',
			referenceId: '={{ $json.referenceId }}',
		},
		items,
		requested: items.map(requested),
		keysIn,
		keyOf: (_change, call) => keysIn(call)[0],
		repeatable: true,
		doneBeforeCounts: true,
		compared: ['badgeMetaId', 'ownerType', 'referenceId', 'isActive', 'alreadyDone'],
	};
}

function keysIn({ path, body }: LedgerCall): string[] {
	const [, badge] = /\/badgeMeta\/([^/]+)\/claim$/.exec(path) ?? [];
	if (badge === undefined) return [];
	const { ownerType, referenceId } = body as Record<string, unknown>;
	return [`${badge} ${ownerType} ${referenceId}`];
}
