import type { Badge, Constraint } from '../../sandbox/data/model';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Variants } from '../../sandbox/faults/variants';
import { BADGES, call } from './client';

const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');
const triggeredBy = { ownerType: 'Loyalty', referenceId: '123' };

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ now: () => now });
	for (const id of [1, 2, 3]) sandbox.state.addCustomer({ id });
});
afterEach(() => sandbox.close());

function limited(fields: Partial<Badge>): Badge {
	const badge = sandbox.state.addBadge(fields);
	sandbox.state.addClaim({ badgeMetaId: badge.id, ...triggeredBy });
	return badge;
}

const earn = (badge: Badge, customerId: number, requestId: string) =>
	call(sandbox, 'POST', `${BADGES}/customer/earn`, {
		...{ badgeMetaId: badge.id, customerId, requestId, triggeredBy },
	});

const customers = (limit: object) => ({ customerConstraints: [limit as Constraint] });
const all = (limit: object) => ({ badgeConstraints: [limit as Constraint] });
const CYCLE = { durationType: 'DAYS', refreshRate: 31 };

it.each<[string, Partial<Badge>, number]>([
	[
		'a fixed value of the customer',
		customers({ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 3 }),
		3 - 2,
	],
	[
		'a fixed window of the customer',
		customers({ constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW', maxEarnLimit: 3, ...CYCLE }),
		3 - 2,
	],
	[
		'a rolling window of the customer',
		customers({
			...{ constraintType: 'CUSTOMER_BADGE_ROLLING_WINDOW', maxEarnForDays: 2, rollForDays: 2 },
		}),
		2 - 1,
	],
	['no limit of the customer', customers({ constraintType: 'CUSTOMER_BADGE_NO_LIMIT' }), 4],
	[
		'a fixed value of the badge',
		all({ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 5 }),
		5 - 3,
	],
	[
		'a rolling window of the badge',
		all({
			...{ constraintType: 'BADGE_ROLLING_WINDOW', rollType: 'DAYS', rollValue: 2 },
			maxEarnLimit: 3,
		}),
		3 - 2,
	],
])('allows as many earned badges as the limit does: %s', async (_limit, fields, room) => {
	const badge = limited(fields);
	const held = { badgeMetaId: badge.id, customerId: 1 };
	sandbox.state.addEarned({ ...held, givenOn: now - DAY });
	sandbox.state.addEarned({ ...held, givenOn: now - 9 * DAY });
	sandbox.state.addEarned({ ...held, givenOn: now - DAY, revokedOn: now });
	sandbox.state.addEarned({ ...held, customerId: 2, givenOn: now - DAY });

	const answers = [];
	for (const n of [1, 2, 3, 4]) answers.push(await earn(badge, 1, `r-${n}`));

	expect(answers.filter(({ status }) => status === 200)).toHaveLength(room);
	expect(sandbox.ledger.changes).toHaveLength(room);
});

it.each<[Variants['limitReached'], number, object]>([
	['none', 409, { message: 'Maximum earn limit is reached', reference: null }],
	['400', 400, { code: 400, message: 'Maximum earn limit is reached', reference: null }],
	['409', 409, { code: 409, message: 'Maximum earn limit is reached', reference: null }],
])('refuses with the code of the variant: %s', async (limitReached, status, error) => {
	sandbox.faults.set({ variants: { limitReached } });
	const badge = limited(all({ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 0 }));

	const answer = await earn(badge, 1, 'r-1');

	expect([answer.status, answer.json.errors]).toEqual([status, [error]]);
});

it('lets as many customers of a batch earn the badge as the limit allows', async () => {
	const badge = limited(all({ constraintType: 'BADGE_FIXED_VALUE', maxEarnLimit: 2 }));

	const { json } = await call(sandbox, 'POST', `${BADGES}/customer/earnBulk`, {
		...{ badgeMetaId: badge.id, customerIds: [1, 2, 3], requestId: 'r-1', triggeredBy },
	});

	expect(json.data.earnedBadgesList).toMatchObject([{ customerId: 1 }, { customerId: 2 }]);
	expect(json.data.failedEarnBadgeErrorList).toEqual([
		{ customerId: 3, errorMessage: 'Maximum earn limit is reached' },
	]);
});
