import { useHarness } from './testHarness';
import { testOperation } from './operationTests';

describe('customer look up', () => {
	const harness = useHarness();

	testOperation(harness, {
		parameters: {
			resource: 'customer',
			operation: 'lookup',
			customerIdentifier: '={{ $json.by }}',
			customer: '={{ $json.value }}',
		},
		// The output has what the customer was looked up by.
		variableFields: ['email', 'cardNumber'],
		prepare(state) {
			state.addCustomer({ id: 62090013, email: 'maya@example.com' });
			state.addCustomer({ id: '9007199254740993', cardNumber: 'CARD-1' });
			const values = [
				['email', 'email', 'maya@example.com'],
				['email', 'email', 'nobody@example.com'],
				['cardNumber', 'cardnumber', 'CARD-1'],
			];
			const items = values.map(([by, , value]) => ({ by, value }));
			return {
				items: [items[0], items[1], items[2]],
				// An ID with more digits than a number holds stays text.
				done: [
					[{ customerId: 62090013, email: 'maya@example.com' }],
					[{ customerId: '9007199254740993', cardNumber: 'CARD-1' }],
				],
				error:
					'Could not look up the customer with email nobody@example.com: ' +
					'Capillary found no such customer in the loyalty program (8015)',
				changes: [[], []],
				calls: values.map(([, identifierName, identifierValue]) => ({
					method: 'GET',
					path: '/v2/customers/lookup',
					query: { source: 'INSTORE', identifierName, identifierValue },
				})),
			};
		},
	});

	test('does not take the number 0 for an ID', async () => {
		const body = { entity: 0, warnings: [] };
		harness().sandbox.faults.set([
			{ match: { path: '/lookup' }, fault: { kind: 'status', status: 200, body } },
		]);
		const { error } = await harness().run({
			parameters: {
				...{ resource: 'customer', operation: 'lookup' },
				...{ customerIdentifier: 'email', customer: 'maya@example.com' },
			},
		});

		expect(error?.message).toMatch(/: Capillary's response does not have the ID of the customer$/);
	});
});
