import { startSandbox, type Sandbox } from '../../sandbox/server';
import { BADGES, call } from './client';

const loyalty = { ownerType: 'Loyalty', referenceId: '123' };

let sandbox: Sandbox;
let badgeId: string;

beforeEach(async () => {
	sandbox = await startSandbox();
	badgeId = sandbox.state.addBadge().id;
});
afterEach(() => sandbox.close());

const claim = (body: unknown, id = badgeId) =>
	call(sandbox, 'POST', `${BADGES}/badgeMeta/${id}/claim`, body);
const unclaim = (body: unknown, id = badgeId) =>
	call(sandbox, 'POST', `${BADGES}/badgeMeta/${id}/unclaim`, body);
const claimsOf = (id = badgeId) => sandbox.state.badges.get(id)?.claims;

describe('claim', () => {
	it('claims the badge and responds as documented', async () => {
		const { status, json } = await claim(loyalty);

		expect(status).toBe(200);
		expect(json).toEqual({ data: { ...loyalty, isActive: true }, errors: null, warnings: [] });
		expect(claimsOf()).toEqual([{ ...loyalty, isActive: true }]);
		expect(sandbox.ledger.changes).toEqual([
			{ change: 'claimed', badgeMetaId: badgeId, ...loyalty },
		]);
	});

	it('returns a warning when the owner already claims the badge', async () => {
		sandbox.state.addClaim({ badgeMetaId: badgeId, ...loyalty });

		const { status, json } = await claim(loyalty);

		expect(status).toBe(200);
		expect(json).toEqual({
			data: { badgeMetaId: null, ...loyalty, isActive: true },
			errors: null,
			warnings: [{ code: 900, message: 'Badge is already claimed by this owner' }],
		});
		expect(sandbox.ledger.changes).toEqual([]);
	});

	it('restores a claim that was removed', async () => {
		sandbox.state.addClaim({ badgeMetaId: badgeId, ...loyalty, isActive: false });

		await claim(loyalty);

		expect(claimsOf()).toEqual([{ ...loyalty, isActive: true }]);
	});

	it('is refused when the module does not own the badge', async () => {
		const { id } = sandbox.state.addBadge({ restrictedToOwners: ['Milestones'] });

		const { status, json } = await claim(loyalty, id);

		expect([status, json.errors[0].code]).toEqual([400, 714]);
	});

	it('is refused when the badge is inactive', async () => {
		const { id } = sandbox.state.addBadge({ active: false });

		const { status, json } = await claim(loyalty, id);

		expect([status, json.errors[0].code]).toEqual([409, 815]);
	});
});

describe('unclaim', () => {
	it('responds as documented and keeps the claim as inactive', async () => {
		sandbox.state.addClaim({ badgeMetaId: badgeId, ...loyalty });

		const { status, json } = await unclaim(loyalty);

		expect(status).toBe(200);
		expect(json).toEqual({ data: { ...loyalty, isActive: false }, errors: null, warnings: [] });
		expect(claimsOf()).toEqual([{ ...loyalty, isActive: false }]);
		expect(sandbox.ledger.changes).toEqual([
			{ change: 'claimRemoved', badgeMetaId: badgeId, ...loyalty },
		]);
	});

	it.each([
		['was never there', undefined],
		['is gone already', { ...loyalty, isActive: false }],
		['is that of another reference', { ...loyalty, referenceId: '124' }],
	])('is refused when the claim %s', async (_what, existing) => {
		if (existing) sandbox.state.addClaim({ badgeMetaId: badgeId, ...existing });

		const { status, json } = await unclaim(loyalty);

		expect(status).toBe(400);
		expect(json).toEqual({
			data: null,
			errors: [{ code: 737, message: 'Claim not found in existing claims', reference: null }],
			warnings: null,
		});
		expect(sandbox.ledger.changes).toEqual([]);
	});
});

describe.each([
	['claim', claim],
	['unclaim', unclaim],
])('%s', (_name, send) => {
	it('refuses the owner type when its spelling differs', async () => {
		const { status, json } = await send({ ...loyalty, ownerType: 'LOYALTY' });

		expect(status).toBe(400);
		expect(json).toEqual({
			data: null,
			errors: [
				{
					code: 400,
					message:
						"Invalid enum value: 'LOYALTY' for the field: 'ownerType'. The value must be one of: [Loyalty, Referral_Campaigns, Journeys, Audience_Campaigns, Rewards_Catalog, Goodwill_Module, Milestones].",
					reference: null,
				},
			],
			warnings: null,
		});
	});

	it.each([
		['an owner type', { referenceId: '123' }, 716],
		['a reference id', { ownerType: 'Loyalty' }, 717],
		['a body', undefined, 400],
	])('needs %s', async (_what, body, code) => {
		const { status, json } = await send(body);

		expect([status, json.errors[0].code]).toEqual([400, code]);
	});

	it('responds with 404 when the badge is unknown', async () => {
		const { status, json } = await send(loyalty, 'nonesuch');

		expect([status, json.errors[0].message]).toEqual([404, 'Passed badge is not found']);
	});
});
