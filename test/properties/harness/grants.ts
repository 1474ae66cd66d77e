import fc from 'fast-check';

import type { Change, LedgerCall } from '../../../sandbox/ledger';
import type { Constraint, EarnType } from '../../../sandbox/model';
import type { SandboxState } from '../../../sandbox/state';
import type { CompletedRun } from './runTrial';
import { CALL_CHECKS, type Check } from './checks';
import { addPeople, named, people, typed, idOf, type Named } from './people';
import { record } from './record';
import { reportedOutcomes, type ReportedOutcome } from './reportedOutcomes';
import { locator, type Trial, type Work } from './work';

interface Row {
	badge: number;
	who: Named;
	/** The user's request ID, or `''` when the node makes one. */
	requestId: string;
}

interface Plan {
	people: number;
	/** How many of a badge each customer can have, or null for no limit. */
	limit: number | null;
	rows: Row[];
}

type GrantChange = Extract<Change, { customerId: string }>;

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
			people,
			limit: fc.oneof(
				{ weight: 3, arbitrary: fc.constant(null) },
				{ weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
			),
			rows: fc.array(
				record<Row>({
					badge: fc.nat(BADGES - 1),
					who: named('mixed'),
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
	const customers = addPeople(state, plan.people);
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

/** The checks of every run that gives something. */
export const GRANT_CHECKS: Check[] = [...CALL_CHECKS, everyGrantIsReported];

/**
 * Each customer got what the node reports: at least the successful rows, at most those and the
 * unclear ones, and for each successful row exactly what it names.
 */
export function everyGrantIsReported(run: CompletedRun): string | undefined {
	const { canceledAt, circumstances, calls, work, result } = run;
	if (canceledAt !== undefined || circumstances.options.dryRun) return undefined;
	// A response with the wrong customers cannot be traced to rows.
	if (calls.some(({ faults }) => faults.includes('wrongCustomer'))) return undefined;
	const changes = calls.flatMap((call) => call.changes).filter(isGrant);
	const outcomes = reportedOutcomes(run);
	const rows = work.requested.map((requested, row) => ({
		key: 'key' in requested ? requested.key : '',
		outcome: outcomes[row],
		requestId: String(work.items[row].requestId),
	}));
	for (const key of new Set(rows.map((row) => row.key))) {
		const theirs = rows.filter((row) => row.key === key);
		const got = changes.filter((change) => grantKey(change.badgeMetaId, change.customerId) === key);
		const done = theirs.filter(
			({ outcome }) => outcome.status === 'done' || outcome.status === 'doneBeforeTheStop',
		);
		const open = theirs.filter(
			({ outcome }) => outcome.status === 'failedToo' || isInDoubt(outcome),
		);
		const least = new Set(done.map(event)).size;
		if (got.length < least || got.length > done.length + open.length) {
			return `${key} got ${got.length}, and ${done.length} were reported as done, ${open.length} unclear: ${JSON.stringify(theirs.map(({ outcome }) => outcome))}`;
		}
		const ids = new Set(got.map(idOfGrant));
		const reported = done.flatMap(({ outcome }) =>
			outcome.status === 'done' ? [reportedId(outcome)] : [],
		);
		const stranger = reported.find((id) => !ids.has(id));
		if (stranger !== undefined)
			return `${key}: ${stranger} was reported, but the customer got ${[...ids]}`;
		if (result.status === 'success' && new Set(reported).size < least)
			return `${key}: one ID reported for two: ${reported}`;
	}
	return undefined;

	/** Rows with the same request ID are one event. Enrolments of one customer are one event. */
	function event({ requestId }: { requestId: string }, index: number): string {
		if (work.parameters.resource === 'issue') return 'enrolled';
		return requestId === '' ? `row ${index}` : requestId;
	}
}

function isGrant(change: Change): change is GrantChange {
	return ['earned', 'imported', 'issued'].includes(change.change);
}

function isInDoubt(outcome: ReportedOutcome): boolean {
	return outcome.status === 'failed' && /may have been carried out/.test(outcome.message);
}

function idOfGrant(change: GrantChange): string {
	return 'issuedId' in change ? change.issuedId : change.earnedBadgeId;
}

function reportedId({
	output: [{ earnedBadgeId, issuedId }],
}: Extract<ReportedOutcome, { status: 'done' }>): string {
	return String(earnedBadgeId ?? issuedId);
}

const grantKey = (badgeMetaId: unknown, customerId: unknown) => `${badgeMetaId} ${customerId}`;

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
