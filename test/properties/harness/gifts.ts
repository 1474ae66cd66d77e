import fc from 'fast-check';

import type { Change, LedgerCall } from '../../../sandbox/ledger';
import type { Constraint, EarnType } from '../../../sandbox/model';
import type { SandboxState } from '../../../sandbox/state';
import type { CarriedOut } from './carryOut';
import { LAWS_OF_CALLS, type Law } from './laws';
import { addPeople, named, people, typed, idOf, type Named } from './people';
import { record } from './record';
import { wordsOf, type Word } from './word';
import { locator, type Trial, type Work } from './work';

interface Row {
	badge: number;
	who: Named;
	/** The user's own request ID; `''` where the node makes one. */
	requestId: string;
}

interface Plan {
	people: number;
	/** How many of a badge each customer can have; null for any number. */
	limit: number | null;
	rows: Row[];
}

type GiftChange = Extract<Change, { customerId: string }>;

const BADGES = 2;
const PAST = { earnEventDate: '2019-06-01T10:00:00Z', earnExpiresOn: '2031-06-01T10:00:00Z' };
const OWNER = { ownerType: 'Loyalty', referenceId: 'LP-1' } as const;

interface Kind {
	resource: 'earn' | 'issue';
	operation: 'create' | 'import';
	earnType: EarnType;
}

/** Rows of Earn > Create, which give badges. */
export const givenBadges = gifts({ resource: 'earn', operation: 'create', earnType: 'EARN' });

/** Rows of Issue > Create, which enrol customers. */
export const newEnrolments = gifts({
	...{ resource: 'issue', operation: 'create', earnType: 'ISSUE_EARN' },
});

/** Rows of Earn > Import, of which equal ones are several badges. */
export const importedBadges = gifts({ resource: 'earn', operation: 'import', earnType: 'EARN' });

function gifts(kind: Kind): Trial<Plan> {
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
			// A request ID is the user's word for one event; another badge is another event.
			requestId: operation === 'import' ? '' : requestId && `${requestId} ${badge}`,
		},
		key: giftKey(badges[badge].id, idOf(customers, who)),
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
		asked: rows.map(({ key }) => ({
			kind: 'fine',
			key,
			isSo: () => false,
			output: () => [],
			unheard: () => [],
			isIts: () => false,
			before: () => [],
		})),
		keysIn,
		equalCallsAreTwo: operation === 'import',
		keyOf: (change) =>
			'customerId' in change ? giftKey(change.badgeMetaId, change.customerId) : '',
		repeatable: false,
	};
}

/** What must hold for every run that gives something. */
export const LAWS_OF_GIFTS: Law[] = [...LAWS_OF_CALLS, everyGiftIsTold];

/**
 * Each customer got exactly what the node says: not less than the rows done, not more than those and
 * the ones it calls in doubt, and of each done row the very thing that it names.
 */
export function everyGiftIsTold(run: CarriedOut): string | undefined {
	const { canceledAt, circumstances, calls, work, said } = run;
	if (canceledAt !== undefined || circumstances.options.dryRun) return undefined;
	// An answer that names the wrong customers cannot be seen through.
	if (calls.some(({ faults }) => faults.includes('wrongCustomer'))) return undefined;
	const changes = calls.flatMap((call) => call.changes).filter(isGift);
	const words = wordsOf(run);
	const rows = work.asked.map((asked, row) => ({
		key: 'key' in asked ? asked.key : '',
		word: words[row],
		requestId: String(work.items[row].requestId),
	}));
	for (const key of new Set(rows.map((row) => row.key))) {
		const theirs = rows.filter((row) => row.key === key);
		const got = changes.filter((change) => giftKey(change.badgeMetaId, change.customerId) === key);
		const done = theirs.filter(
			({ word }) => word.said === 'done' || word.said === 'doneBeforeTheStop',
		);
		const open = theirs.filter(({ word }) => word.said === 'failedToo' || isInDoubt(word));
		const least = new Set(done.map(event)).size;
		if (got.length < least || got.length > done.length + open.length) {
			return `${key} got ${got.length}, and ${done.length} were said done, ${open.length} in doubt: ${JSON.stringify(theirs.map(({ word }) => word))}`;
		}
		const ids = new Set(got.map(idOfGift));
		const told = done.flatMap(({ word }) => (word.said === 'done' ? [idTold(word)] : []));
		const stranger = told.find((id) => !ids.has(id));
		if (stranger !== undefined) return `${key}: ${stranger} was told, and got ${[...ids]}`;
		if (said.status === 'success' && new Set(told).size < least)
			return `${key}: one told for two: ${told}`;
	}
	return undefined;

	/** Rows with the same request ID are one event; enrolling is one event for all. */
	function event({ requestId }: { requestId: string }, index: number): string {
		if (work.parameters.resource === 'issue') return 'enrolled';
		return requestId === '' ? `row ${index}` : requestId;
	}
}

function isGift(change: Change): change is GiftChange {
	return ['earned', 'imported', 'issued'].includes(change.change);
}

function isInDoubt(word: Word): boolean {
	return word.said === 'failed' && /may have been carried out/.test(word.message);
}

function idOfGift(change: GiftChange): string {
	return 'issuedId' in change ? change.issuedId : change.earnedBadgeId;
}

function idTold({
	output: [{ earnedBadgeId, issuedId }],
}: Extract<Word, { said: 'done' }>): string {
	return String(earnedBadgeId ?? issuedId);
}

const giftKey = (badgeMetaId: unknown, customerId: unknown) => `${badgeMetaId} ${customerId}`;

/** One request may give a customer one thing; the next request is another. */
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
