import { byId, useHarness } from './testHarness';

const harness = useHarness();

const picked = (value: string) => ({ __rl: true, mode: 'list', value });

test.each([
	['picked from the list, with its owner type', picked('Milestones summer 26'), 'Loyalty'],
	['picked while Capillary wrote its owner in capitals', picked('MILESTONES summer 26'), 'Loyalty'],
	['entered by ID', byId('summer 26'), 'Milestones'],
	['plain text, as earlier versions saved it', 'summer 26', 'Milestones'],
])('unclaims a claim that is %s', async (_, referenceId, ownerType) => {
	const { state } = harness().sandbox;
	const { id } = state.addBadge();
	state.addClaim({ badgeMetaId: id, ownerType: 'Milestones', referenceId: 'summer 26' });
	const { outputs } = await harness().run({
		parameters: {
			resource: 'claim',
			operation: 'unclaim',
			badge: byId(id),
			ownerType,
			referenceId,
		},
	});

	expect(outputs[0].map(({ json }) => json)).toEqual([
		{ badgeMetaId: id, ownerType: 'Milestones', referenceId: 'summer 26', isActive: false },
	]);
});

test('sends a reference ID that begins like an owner type unchanged', async () => {
	const { id } = harness().sandbox.state.addBadge();
	const { outputs } = await harness().run({
		parameters: {
			...{ resource: 'claim', operation: 'create', badge: byId(id) },
			...{ ownerType: 'Journeys', referenceId: byId('Loyalty 5') },
		},
	});

	expect(outputs[0][0].json).toMatchObject({ ownerType: 'Journeys', referenceId: 'Loyalty 5' });
});

test('gives a badge with a claim that is picked from the list', async () => {
	const { state } = harness().sandbox;
	const { id: badgeMetaId } = state.addBadge();
	state.addCustomer({ id: 62090013 });
	state.addClaim({ badgeMetaId, ownerType: 'Journeys', referenceId: '9' });
	await harness().run({
		parameters: {
			...{ resource: 'earn', operation: 'create', badge: byId(badgeMetaId) },
			...{ customer: '62090013', referenceId: picked('Journeys 9') },
		},
	});

	expect(harness().calls.at(-1)?.body).toMatchObject({
		triggeredBy: { ownerType: 'Journeys', referenceId: '9' },
	});
});
