import fc from 'fast-check';

import type { LedgerCall } from '../../../sandbox/data/ledger';
import type { Constraint, EarnType } from '../../../sandbox/data/model';
import type { SandboxState } from '../../../sandbox/data/state';
import {
	addCustomers,
	customerReference,
	customerCount,
	typed,
	idOf,
	type CustomerReference,
} from './customers';
import { record } from './record';
import { locator, type Trial, type Work } from './work';

interface Row {
	badge: number;
	who: CustomerReference;
	/** The user's request ID, or `''` when the node makes one. */
	requestId: string;
}

interface Plan {
	customerCount: number;
	/** How many of a badge each customer can have, or null for no limit. */
	limit: number | null;
	rows: Row[];
}

const BADGES = 2;
const PAST = { earnEventDate: '2019-06-01T10:00:00Z', earnExpiresOn: '2031-06-01T10:00:00Z' };
const OWNER = { ownerType: 'Loyalty', referenceId: 'LP-1' } as const;

interface Kind {
	resource: 'earn' | 'issue';
	operation: 'create' | 'import';
	earnType: EarnType;
}

/** Rows of Earn > Create, which give badges. */
export const givenBadges = grants({ resource: 'earn', operation: 'create', earnType: 'EARN' });

/** Rows of Issue > Create, which enrol customers. */
export const newEnrolments = grants({
	...{ resource: 'issue', operation: 'create', earnType: 'ISSUE_EARN' },
});

/** Rows of Earn > Import. Equal rows are several badges. */
export const importedBadges = grants({ resource: 'earn', operation: 'import', earnType: 'EARN' });

function grants(kind: Kind): Trial<Plan> {
	return {
		plans: record({
			customerCount,
			limit: fc.oneof(
				{ weight: 3, arbitrary: fc.constant(null) },
				{ weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
			),
			rows: fc.array(
				record<Row>({
					badge: fc.nat(BADGES - 1),
					who: customerReference('mixed'),
					requestId: fc.constantFrom('', '', 'march 3', 'march 4'),
				}),
				{ minLength: 1, maxLength: 60, size: 'max' },
			),
		}),
		setUp: (plan, state) => setUp(plan, state, kind),
	};
}

function setUp(plan: Plan, state: SandboxState, { resource, operation, earnType }: Kind): Work {
	const customerConstraints: Constraint[] =
		plan.limit === null
			? []
			: [{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: plan.limit }];
	const badges = Array.from({ length: BADGES }, () =>
		state.addBadge({ earnType, customerConstraints }),
	);
	for (const { id } of badges) state.addClaim({ badgeMetaId: id, ...OWNER, isActive: true });
	const customers = addCustomers(state, plan.customerCount);
	const rows = plan.rows.map(({ badge, who, requestId }) => ({
		item: {
			...{ badge: badges[badge].id, by: who.by, customer: typed(customers, who) },
			// A request ID identifies one event, and another badge is another event.
			requestId: operation === 'import' ? '' : requestId && `${requestId} ${badge}`,
		},
		key: grantKey(badges[badge].id, idOf(customers, who)),
	}));
	return {
		parameters: {
			resource,
			operation,
			badge: locator('badge'),
			customerIdentifier: '={{ $json.by }}',
			customer: '={{ $json.customer }}',
			...(operation === 'import' ? PAST : OWNER),
		},
		options: operation === 'import' ? {} : { requestId: '={{ $json.requestId }}' },
		items: rows.map(({ item }) => item),
		requested: rows.map(({ key }) => ({
			kind: 'valid',
			key,
			isDone: () => false,
			output: () => [],
			outputAfterReading: () => [],
			matches: () => false,
			outputIfDone: () => [],
		})),
		keysIn,
		equalCallsAreTwo: operation === 'import',
		keyOf: (change) =>
			'customerId' in change ? grantKey(change.badgeMetaId, change.customerId) : '',
		repeatable: false,
	};
}

/** What the customer gets, of which badge: the same key for rows that ask for the same. */
export const grantKey = (badgeMetaId: unknown, customerId: unknown) =>
	`${badgeMetaId} ${customerId}`;

/** One request gives a customer one thing. The next request gives another. */
function keysIn({ path, body, sequence }: LedgerCall): string[] {
	if (path.endsWith('/import/customerBadges')) {
		return (body as unknown[]).map((_, index) => `entry ${index} of call ${sequence}`);
	}
	if (!/\/(earn|earnBulk|issueBulk)$/.test(path)) return [];
	const {
		requestId,
		customerId,
		customerIds,
		customers = customerIds ?? [customerId],
	} = body as {
		requestId: string;
		customerId?: unknown;
		customerIds?: unknown[];
		customers?: unknown[];
	};
	return customers.map((customer) => `${requestId} ${customer}`);
}
