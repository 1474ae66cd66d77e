import fc from 'fast-check';

import type { Change, LedgerCall } from '../../../sandbox/ledger';
import type { EarnedBadge } from '../../../sandbox/model';
import type { SandboxState } from '../../../sandbox/state';
import type { CompletedRun } from './runTrial';
import { CALL_CHECKS, type Check } from './checks';
import { addPeople, idOf, named, people, typed, type Named } from './people';
import { record } from './record';
import { reportedOutcomes, type ReportedOutcome } from './reportedOutcomes';
import { locator, type Trial, type Work } from './work';

interface Row {
	badge: number;
	who: Named;
	revoke: 'latest' | 'all';
}

interface Plan {
	people: number;
	held: Array<{ n: number; badge: number; revoked: boolean }>;
	rows: Row[];
}

/** Work whose rows are about everything that a customer has of a badge. */
interface HeldWork extends Work {
	/** For each item, what its customer had at the start, oldest first. */
	held: EarnedBadge[][];
	which: Array<Row['revoke']>;
}

const BADGES = 2;
const HOUR = 60 * 60 * 1000;

/** Rows of Earn > Revoke for the latest earned badge, or for all of them. */
export const heldBadges: Trial<Plan> = {
	plans: record({
		people,
		held: fc.array(record({ n: fc.nat(29), badge: fc.nat(BADGES - 1), revoked: fc.boolean() }), {
			minLength: 1,
			maxLength: 80,
			size: 'max',
		}),
		rows: fc.array(
			record<Row>({
				badge: fc.nat(BADGES - 1),
				who: named('mixed'),
				revoke: fc.constantFrom('latest', 'all'),
			}),
			{ minLength: 1, maxLength: 40, size: 'max' },
		),
	}),
	setUp,
};

function setUp(plan: Plan, state: SandboxState): HeldWork {
	const badges = Array.from({ length: BADGES }, () => state.addBadge());
	const customers = addPeople(state, plan.people);
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

/** The checks of every run that reads before it revokes. */
export const REVOCATION_CHECKS: Check[] = [...CALL_CHECKS, everyRevocationIsReported];

/**
 * Only what the rows ask for was revoked, and each successful row names what was revoked: for `all`
 * everything that the customer had, for n rows with `latest` the n newest, each in one row.
 */
export function everyRevocationIsReported(run: CompletedRun): string | undefined {
	if (run.canceledAt !== undefined || run.circumstances.options.dryRun) return undefined;
	const { requested, held, which } = run.work as HeldWork;
	const outcomes = reportedOutcomes(run);
	const keys = requested.map((one) => ('key' in one ? one.key : ''));
	for (const key of new Set(keys)) {
		const rows = [...keys.keys()].filter((row) => keys[row] === key);
		const wrong = errorInCustomer(
			held[rows[0]].map(({ id }) => id),
			held[rows[0]].flatMap(({ id, revokedOn }) => (revokedOn === null ? [] : [id])),
			rows.map((row) => ({ revoke: which[row], outcome: outcomes[row] })),
		);
		if (wrong) return `${key}: ${wrong}: ${JSON.stringify(rows.map((row) => outcomes[row]))}`;
	}
	const stray = run.calls.flatMap(({ changes }) => changes).find((one) => isStray(one, keys));
	return stray && `no row requested for ${JSON.stringify(stray)}`;
}

/**
 * @param had IDs of what the customer held at the start, from the oldest to the newest
 * @param lost those of them that were taken back
 */
function errorInCustomer(
	had: string[],
	lost: string[],
	rows: Array<{ revoke: Row['revoke']; outcome: ReportedOutcome }>,
): string | undefined {
	const latest = rows.filter(({ revoke }) => revoke === 'latest');
	const newest = had.slice(Math.max(0, had.length - latest.length));
	const reported = latest.flatMap(({ outcome }) => fresh(outcome));
	const doneWithoutOutput = latest.filter(
		({ outcome }) => outcome.status === 'doneBeforeTheStop',
	).length;
	const open = rows.filter(({ outcome }) => isOpen(outcome)).length;
	for (const { revoke, outcome } of rows) {
		const ids = fresh(outcome);
		const isDone = outcome.status === 'done' || outcome.status === 'doneBeforeTheStop';
		if (ids.some((id) => !lost.includes(id))) return `not all of ${ids} was revoked`;
		if (revoke === 'all' && isDone && lost.length < had.length) return 'not all was revoked';
		if (revoke === 'latest' && ids.some((id) => !newest.includes(id)))
			return `${ids} is not the latest`;
	}
	if (new Set(reported).size < reported.length) return `two rows report the same: ${reported}`;
	if (latest.length < rows.length) return undefined;

	const unasked = lost.filter((id) => !newest.includes(id));
	if (unasked.length > 0) return `${unasked} was revoked, but is not the latest`;
	// Nothing had to be done when the customer had nothing.
	if (had.length > 0 && lost.length < reported.length + doneWithoutOutput)
		return `only ${lost.length} was revoked`;
	return lost.length > reported.length + doneWithoutOutput + open
		? `${lost} was revoked, but not reported`
		: undefined;
}

/** The IDs that a row reports as revoked by this run. */
function fresh(outcome: ReportedOutcome): string[] {
	if (outcome.status !== 'done') return [];
	return outcome.output.flatMap(({ alreadyDone, earnedBadgeId }) =>
		alreadyDone || earnedBadgeId === null ? [] : [String(earnedBadgeId)],
	);
}

/** Whether an outcome leaves open what was done. */
function isOpen(outcome: ReportedOutcome): boolean {
	if (outcome.status === 'failedToo') return true;
	if (outcome.status === 'done')
		return outcome.output.some(({ earnedBadgeId }) => earnedBadgeId === null);
	return outcome.status === 'failed' && /may have been carried out/.test(outcome.message);
}

function isStray(change: Change, keys: string[]): boolean {
	if (change.change === 'tokenIssued') return false;
	if (change.change !== 'earnRevoked') return true;
	return !keys.includes(`${change.badgeMetaId} ${change.customerId}`);
}
