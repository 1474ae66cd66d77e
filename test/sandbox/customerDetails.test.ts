import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Variants } from '../../sandbox/faults/variants';
import { call, type Received } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	const { state } = sandbox;
	state.addCustomer({ id: 1, email: 'a@x', mobile: '919000000001', externalId: 'E1' });
	state.addCustomer({ id: 2, email: 'b@x', mobile: '919000000002' });
	state.addCustomer({ id: 3, email: 'b@x' });
	state.addCustomer({ id: 4, email: 'deleted@x', isDeleted: true });
	state.addCustomer({ id: 5, email: 'merged@x', mergedInto: '1' });
});
afterAll(() => sandbox.close());

const get = (query: string, variants: Partial<Variants> = {}) => {
	sandbox.faults.set({ variants });
	return call(sandbox, 'GET', `/v1.1/customer/get?format=json&user_id=true&${query}`);
};

/** What an answer says of each customer: the ID, the e-mail or mobile, and the code. */
async function said(query: string, variants: Partial<Variants> = {}, field = 'email') {
	const { json } = await get(query, variants);
	return json.response.customers.customer.map((one: Received['json']) => [
		one.user_id,
		one[field],
		one.item_status.code,
	]);
}

test('returns several customers in the order of the request, each with its outcome', async () => {
	expect(await said('email=a%40x%2Cnobody%40x%2Cdeleted%40x')).toEqual([
		['1', 'a@x', '1000'],
		[undefined, undefined, '1012'],
		[undefined, undefined, '8109'],
	]);
});

test.each([
	['email=a@x', 200, 200, 'true'],
	['email=a@x,nobody@x', 200, 201, 'true'],
	['email=nobody@x', 500, 500, 'false'],
])('returns the number of customers found (%s)', async (query, http, code, success) => {
	const { status, json } = await get(query);

	expect([status, json.response.status]).toMatchObject([http, { code, success }]);
});

test.each<[keyof Variants, string, string, unknown]>([
	['sharedIdentifier', 'last', 'email=b@x', [['3', 'b@x', '1000']]],
	['sharedIdentifier', 'first', 'email=b@x', [['2', 'b@x', '1000']]],
	[
		'sharedIdentifier',
		'all',
		'email=b@x',
		[
			['2', 'b@x', '1000'],
			['3', 'b@x', '1000'],
		],
	],
	['mergedCustomer', 'code', 'email=merged@x', [['1', 'a@x', '91009']]],
	['mergedCustomer', 'unsaid', 'email=merged@x', [['1', 'a@x', '1000']]],
	['customerEcho', 'otherCase', 'email=a@x', [['1', 'A@X', '1000']]],
	['customerEcho', 'absent', 'email=a@x', [['1', undefined, '1000']]],
	['customerEcho', 'masked', 'email=a@x', [['1', 'a@***', '1000']]],
	['customerNotFound', 'entryWithEcho', 'email=no@x', [[undefined, 'no@x', '1012']]],
	['customerNotFound', 'noEntry', 'email=a@x,no@x', [['1', 'a@x', '1000']]],
	[
		'strayCustomer',
		'added',
		'email=no@x',
		[
			[undefined, undefined, '1012'],
			['1', 'a@x', '1000'],
		],
	],
	[
		'answerOrder',
		'reversed',
		'email=a@x,no@x',
		[
			[undefined, undefined, '1012'],
			['1', 'a@x', '1000'],
		],
	],
	['customerCodes', 'number', 'email=a@x', [['1', 'a@x', 1000]]],
	['ids', 'number', 'email=a@x', [[1, 'a@x', '1000']]],
])('%s: %s (%s)', async (name, value, query, expected) => {
	expect(await said(query, { [name]: value })).toEqual(expected);
});

test('returns a mobile without its country code when the variant asks for it', async () => {
	const entries = await said('mobile=919000000001', { customerEcho: 'noCountryCode' }, 'mobile');

	expect(entries).toEqual([['1', '9000000001', '1000']]);
});

test('returns a warning for a merged customer when the variant asks for it', async () => {
	const { json } = await get('email=merged@x', { mergedCustomer: 'warning' });

	const [{ item_status: status }] = json.response.customers.customer;
	expect(status).toMatchObject({ code: '1000', warnings: { warning: [{ code: '91009' }] } });
});

test.each<[Partial<Variants>, (json: Received['json']) => unknown]>([
	[{ customersForm: 'bare' }, ({ customers }) => customers.customer[0]],
	[{ customersForm: 'list' }, ({ customers }) => customers[0]],
	[{ oneCustomer: 'object' }, ({ response }) => response.customers.customer],
])('has the form of the variants %j', async (variants, entryIn) => {
	const { json } = await get('email=a@x', variants);

	expect(entryIn(json)).toMatchObject({ user_id: '1', email: 'a@x' });
});

test.each([
	['1060', 400],
	['413', 413],
	['414', 414],
] as const)('refuses too many customers with %s', async (tooManyCustomers, http) => {
	const variants = { mostEntries: '1' as const, tooManyCustomers };
	expect((await get('email=a@x', variants)).status).toBe(200);

	const { status, text } = await get('email=a@x,b@x', variants);

	expect(status).toBe(http);
	expect(text.includes('1060')).toBe(http === 400);
});

test.each(['', 'email=a@x&mobile=919000000001'])(
	'refuses what names nobody in one way (%s)',
	async (query) => {
		const { status, json } = await get(query);

		expect([status, json.response.status.code]).toEqual([400, '400']);
	},
);

test('returns no ID when it is not requested', async () => {
	const { json } = await call(sandbox, 'GET', '/v1.1/customer/get?format=json&email=a@x');

	expect(json.response.customers.customer[0]).not.toHaveProperty('user_id');
});

test.each([
	['deleted@x', 8109],
	['merged@x', 8069],
])('refuses the look-up when the customer is deleted or merged (%s)', async (email, code) => {
	const query = `source=INSTORE&identifierName=email&identifierValue=${email}`;
	const { json } = await call(sandbox, 'GET', `/v2/customers/lookup?${query}`);

	expect(json.errors).toMatchObject([{ code }]);
});
