import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Badge } from '../../sandbox/data/model';
import { BADGES, call } from './client';

const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:00:00Z');

let sandbox: Sandbox;
let badge: Badge;

beforeEach(async () => {
	sandbox = await startSandbox({ now: () => now });
	badge = sandbox.state.addBadge({ startOn: now - 900 * DAY, expiresOn: now - 300 * DAY });
	for (const id of [555_567_088, 12_098_734]) sandbox.state.addCustomer({ id });
});
afterEach(() => sandbox.close());

const entry = (fields: Record<string, unknown> = {}) => ({
	badgeMetaId: badge.id,
	customerId: 555_567_088,
	earnEventDate: 1_700_000_000,
	earnExpiresOnISO: '2024-01-21T09:06:51Z',
	...fields,
});
const importAll = (body: unknown) => call(sandbox, 'POST', `${BADGES}/import/customerBadges`, body);

it('returns an envelope for each entry, as documented', async () => {
	const { status, json } = await importAll([entry(), entry({ customerId: '12098734' })]);

	expect(status).toBe(200);
	expect(json).toEqual(
		[555567088, 12098734].map((customerId, index) => ({
			data: {
				badgeMetaId: badge.id,
				customerId,
				earnedBadgeId: expect.stringMatching(/^[\da-f]{24}$/),
				expiresOn: 1_705_828_011,
				expiresOnISO: '2024-01-21T09:06:51Z',
				requestId: expect.stringMatching(new RegExp(`^[\\da-f-]{36}_${index + 1}$`)),
				issuedId: null,
			},
			errors: null,
			warnings: null,
		})),
	);
	expect(json[0].data.requestId.slice(0, 36)).toBe(json[1].data.requestId.slice(0, 36));
});

it('adds earned badges with the dates of the request', async () => {
	const { json } = await importAll([entry({ earnExpiresOnISO: '2027-01-01T00:00:00Z' })]);

	const [earned] = sandbox.state.earnedOf(555_567_088, badge.id);
	expect(earned).toMatchObject({
		id: json[0].data.earnedBadgeId,
		eventOn: 1_700_000_000_000,
		expiresOn: Date.parse('2027-01-01T00:00:00Z'),
		ownerType: 'Historical_Import',
	});
	expect(sandbox.state.statusOf(earned)).toBe('ACTIVE');
	expect(sandbox.ledger.changes).toEqual([
		{
			change: 'imported',
			badgeMetaId: badge.id,
			customerId: '555567088',
			earnedBadgeId: earned.id,
		},
	]);
});

it.each([
	['a badge id', { badgeMetaId: undefined }, 715, undefined],
	['a badge of this organization', { badgeMetaId: 'other' }, 1054, 'GLOBAL.BADGE_NOT_FOUND'],
	['a customer', { customerId: undefined }, 812, undefined],
	['a known customer', { customerId: 5 }, 1026, undefined],
	['the date of the event', { earnEventDate: undefined }, 400, undefined],
	['an event that has happened', { earnEventDateISO: '2026-03-01T12:00:01Z' }, 750, undefined],
	['an end', { earnExpiresOnISO: undefined }, 705, undefined],
])('refuses only the entry without %s', async (_what, fields, code, message) => {
	const { status, json } = await importAll([entry(fields), entry()]);

	expect(status).toBe(200);
	expect(json[0]).toEqual({
		data: null,
		errors: [expect.objectContaining({ code, message: message ?? expect.any(String) })],
		warnings: null,
	});
	expect(json[1].errors).toBeNull();
	expect(sandbox.ledger.changes).toHaveLength(1);
});

it.each([
	['no list', { badgeMetaId: '1' }],
	['nothing', undefined],
	['a list of something else', [1]],
	['a customer id that is none', [{ badgeMetaId: '1', customerId: 'a@example.com' }]],
	['a time that is none', [{ badgeMetaId: '1', customerId: 1, earnEventDate: 'then' }]],
])('refuses the whole call when the body is %s', async (_what, body) => {
	const { status, json } = await importAll(body);

	expect([status, json.data, json.errors[0].code]).toEqual([400, null, 400]);
});

it('leaves an entry out or names another customer when a fault asks for it', async () => {
	const both = [entry(), entry({ customerId: 12_098_734 })];
	const idsOf = async () =>
		(await importAll(both)).json.map(
			(one: { data: { customerId: number } }) => one.data.customerId,
		);

	sandbox.faults.set([{ fault: { kind: 'omitCustomer', customerId: 555_567_088 } }]);
	expect(await idsOf()).toEqual([12098734]);
	sandbox.faults.set([{ fault: { kind: 'wrongCustomer', customerId: 555_567_088, as: 9 } }]);
	expect(await idsOf()).toEqual([9, 12098734]);
	expect(sandbox.ledger.changes).toHaveLength(4);
});
