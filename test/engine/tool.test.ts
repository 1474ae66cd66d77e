import { byId, useHarness } from './testHarness';

const harness = useHarness();
const parameters = {
	resource: 'badge',
	operation: 'deactivate',
	badge: byId("={{ $fromAI('badge', 'ID of the badge', 'string') }}"),
};

test('gives an agent the output as JSON', async () => {
	const { id } = harness().sandbox.state.addBadge();
	const { answer, error } = await harness().tool(parameters, { badge: id });

	expect(error).toBeUndefined();
	expect(JSON.parse(String(answer))).toEqual([{ id, isActive: false }]);
	expect(harness().changes).toEqual([{ change: 'deactivated', badgeMetaId: id }]);
});

test('tells an agent what happened and what to do next', async () => {
	const { error } = await harness().tool(parameters, { badge: '000000000000000000000000' });

	expect(error?.message).toMatch(
		/^Could not deactivate badge 0{24}: there is no badge with this ID in Capillary \(404\)\n\nDetails: Check its ID/,
	);
	expect(error?.message.match(/Details:/g)).toHaveLength(1);
});

test('leaves out what concerns the editor in a message to an agent', async () => {
	const { error } = await harness().tool(parameters, { badge: 'Gold' });

	expect(error?.message).toMatch(
		/^'Badge' is not a badge ID: 'Gold'\n\nDetails: Use its ID: 24 characters, digits and the letters a to f\.$/,
	);
});

test('tells an agent that nothing was found', async () => {
	const { id } = harness().sandbox.state.addBadge();
	const customer = harness().sandbox.state.addCustomer();
	const earned = { resource: 'earn', operation: 'getAll', badge: byId(id), customer: customer.id };
	const { answer } = await harness().tool(earned, {});

	expect(JSON.parse(String(answer))).toEqual([{ found: 0 }]);
});

test.each([
	['a number', 62090013, 'number'],
	['text', '62090013', 'string'],
])('accepts a customer ID from an agent as %s', async (_as, customer, type) => {
	const { state } = harness().sandbox;
	const { id } = state.addBadge({ earnType: 'ISSUE_EARN' });
	state.addCustomer({ id: 62090013 });
	state.addEnrolment({ badgeMetaId: id, customerId: 62090013 });
	const revoke = {
		...{ resource: 'issue', operation: 'revoke', badge: byId(id), revoke: 'all' },
		customer: `={{ $fromAI('customer', 'ID of the customer', '${type}') }}`,
	};
	const { answer, error } = await harness().tool(revoke, { customer });

	expect(error).toBeUndefined();
	expect(JSON.parse(String(answer))).toMatchObject([{ customerId: 62090013, revoked: true }]);
});

test('describes to an agent what the tool does', async () => {
	const { id } = harness().sandbox.state.addBadge();
	const { description } = await harness().tool(parameters, { badge: id });

	expect(description).toMatch(/badge/i);
});
