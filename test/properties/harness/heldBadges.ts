import fc from 'fast-check';

import type { Change, LedgerCall } from '../../../sandbox/ledger';
import type { EarnedBadge } from '../../../sandbox/model';
import type { SandboxState } from '../../../sandbox/state';
import type { CarriedOut } from './carryOut';
import { LAWS_OF_CALLS, type Law } from './laws';
import { addPeople, idOf, named, people, typed, type Named } from './people';
import { record } from './record';
import { wordsOf, type Word } from './word';
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

/** Work whose rows are about what a customer has of a badge, whichever that turns out to be. */
interface HeldWork extends Work {
	/** For each item, what its customer held at the start, from the oldest to the newest. */
	held: EarnedBadge[][];
	which: Array<Row['revoke']>;
}

const BADGES = 2;
/** Milliseconds. */
const HOUR = 60 * 60 * 1000;

/** Rows of Earn > Revoke that take back the latest of what a customer holds, or all of it. */
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
			// A second apart, so that it shows which is the latest.
			givenOn: state.now() - HOUR - 1000 * (plan.held.length - index),
			badgeMetaId: badges[badge].id,
			customerId: customers[n % customers.length].id,
			revokedOn: revoked ? state.now() - HOUR / 2 : null,
		});
	}
	const rows = plan.rows.map(({ badge, who, revoke }) => ({
		item: { badge: badges[badge].id, by: who.by, customer: typed(customers, who), revoke },
		// Nobody is found under the name of nobody.
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
			// By an expression, n8n shows the field, and demands that it is filled.
			earnedBadge: locator('none'),
		},
		items: rows.map(({ item }) => item),
		asked: rows.map(({ item, customerId }) => ({
			kind: 'fine',
			key: `${item.badge} ${customerId}`,
			isSo: () => false,
			output: () => [],
			unheard: () => [],
			isIts: () => false,
			before: () => [],
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

/** What must hold for every run that takes back what it has to read first. */
export const LAWS_OF_HELD: Law[] = [...LAWS_OF_CALLS, everyRevocationIsTold];

/**
 * Of each customer nothing was taken back but what the rows ask for, and each row that is done names what
 * was: `all` of what was held, or for so many `latest` as many of the newest, each of them another one.
 */
export function everyRevocationIsTold(run: CarriedOut): string | undefined {
	if (run.canceledAt !== undefined || run.circumstances.options.dryRun) return undefined;
	const { asked, held, which } = run.work as HeldWork;
	const words = wordsOf(run);
	const keys = asked.map((one) => ('key' in one ? one.key : ''));
	for (const key of new Set(keys)) {
		const rows = [...keys.keys()].filter((row) => keys[row] === key);
		const wrong = lieAboutCustomer(
			held[rows[0]].map(({ id }) => id),
			held[rows[0]].flatMap(({ id, revokedOn }) => (revokedOn === null ? [] : [id])),
			rows.map((row) => ({ revoke: which[row], word: words[row] })),
		);
		if (wrong) return `${key}: ${wrong}: ${JSON.stringify(rows.map((row) => words[row]))}`;
	}
	const stray = run.calls.flatMap(({ changes }) => changes).find((one) => isStray(one, keys));
	return stray && `nobody asked for ${JSON.stringify(stray)}`;
}

/**
 * @param had IDs of what the customer held at the start, from the oldest to the newest
 * @param lost those of them that were taken back
 */
function lieAboutCustomer(
	had: string[],
	lost: string[],
	rows: Array<{ revoke: Row['revoke']; word: Word }>,
): string | undefined {
	const latest = rows.filter(({ revoke }) => revoke === 'latest');
	const newest = had.slice(Math.max(0, had.length - latest.length));
	const told = latest.flatMap(({ word }) => fresh(word));
	const saidDone = latest.filter(({ word }) => word.said === 'doneBeforeTheStop').length;
	const open = rows.filter(({ word }) => isOpen(word)).length;
	for (const { revoke, word } of rows) {
		const ids = fresh(word);
		const isDone = word.said === 'done' || word.said === 'doneBeforeTheStop';
		if (ids.some((id) => !lost.includes(id))) return `not all of ${ids} was taken back`;
		if (revoke === 'all' && isDone && lost.length < had.length) return 'not all was taken back';
		if (revoke === 'latest' && ids.some((id) => !newest.includes(id)))
			return `${ids} is not the latest`;
	}
	if (new Set(told).size < told.length) return `two rows are told the same: ${told}`;
	if (latest.length < rows.length) return undefined;

	const unasked = lost.filter((id) => !newest.includes(id));
	if (unasked.length > 0) return `${unasked} was taken back, and is not the latest`;
	// Where nothing was held, nothing had to be done.
	if (had.length > 0 && lost.length < told.length + saidDone)
		return `only ${lost.length} was taken back`;
	return lost.length > told.length + saidDone + open ? `${lost} was taken back untold` : undefined;
}

/** IDs of what a row says that this run took back. */
function fresh(word: Word): string[] {
	if (word.said !== 'done') return [];
	return word.output.flatMap(({ alreadyDone, earnedBadgeId }) =>
		alreadyDone || earnedBadgeId === null ? [] : [String(earnedBadgeId)],
	);
}

/** Whether a word leaves open what was done, or which it was. */
function isOpen(word: Word): boolean {
	if (word.said === 'failedToo') return true;
	if (word.said === 'done') return word.output.some(({ earnedBadgeId }) => earnedBadgeId === null);
	return word.said === 'failed' && /may have been carried out/.test(word.message);
}

function isStray(change: Change, keys: string[]): boolean {
	if (change.change === 'tokenIssued') return false;
	if (change.change !== 'earnRevoked') return true;
	return !keys.includes(`${change.badgeMetaId} ${change.customerId}`);
}
