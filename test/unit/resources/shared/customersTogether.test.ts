import { openCustomers } from '../../../../nodes/CapillaryBadges/api/customersEnvelope';
import { customersTogether } from '../../../../nodes/CapillaryBadges/resources/shared/customersTogether';
import published from '../../../publishedCustomers.json';

const { responses } = published['get-customer-details-v1api'];

/** The entry of a customer who was found. */
const entry = (fields: object = {}) => ({
	email: 'a@x.example',
	mobile: '919111111111',
	external_id: 'A 1',
	user_id: '7',
	item_status: { success: 'true', code: '1000', message: 'ok', warnings: { warning: [] } },
	...fields,
});
const status = (fields: object) => ({ item_status: { ...entry().item_status, ...fields } });
const found = (kind: string, values: string[], data: unknown) => {
	const result = customersTogether.found(kind, values, { data, warnings: [] });
	return result && [...result];
};
const opened = (body: unknown, httpStatus = 200) =>
	openCustomers({ status: httpStatus, headers: {}, text: JSON.stringify(body) });

describe('customers looked up together', () => {
	it.each<[string, string]>([
		['email', 'A@X.example'],
		['mobile', '919111111111'],
		['externalId', 'A 1'],
	])('are found by the %s in their entry', (kind, value) => {
		expect(found(kind, [value, 'b@x.example'], [entry()])).toEqual([[value, '7']]);
	});

	it.each<[string, string[], unknown[]]>([
		['whose entry has another value', ['b@x.example'], [entry()]],
		['whose entry has no value', ['a@x.example'], [entry({ email: null })]],
		['who are listed twice', ['a@x.example', 'b@x.example'], [entry(), entry({ user_id: '8' })]],
		[
			'whose value is also in a failed entry',
			['a@x.example', 'b@x.example'],
			[entry(), { email: 'a@x.example', ...status({ success: 'false', code: '1012' }) }],
		],
		['who are requested twice', ['a@x.example', 'A@x.example'], [entry()]],
		['who failed', ['a@x.example'], [entry(status({ success: 'false' }))]],
		['into whom another customer was merged', ['a@x.example'], [entry(status({ code: '91009' }))]],
		['with a warning', ['a@x.example'], [entry(status({ warnings: { warning: [{ code: 1 }] } }))]],
		['with a warning of another form', ['a@x.example'], [entry(status({ warnings: ['careful'] }))]],
		['without an ID', ['a@x.example'], [entry({ user_id: null })]],
		['with an invalid ID', ['a@x.example'], [entry({ user_id: '-1' })]],
		['with an ID only in the request', ['a@x.example'], [entry({ user_id: undefined, id: '7' })]],
		['whose entry is not an object', ['a@x.example'], [null]],
	])('are looked up one by one: those %s', (_, values, data) => {
		expect(found('email', values, data)).toEqual([]);
	});

	it('are not found by an external ID in another case', () => {
		expect(found('externalId', ['a 1'], [entry()])).toEqual([]);
	});

	it('are not used when there are more entries than requested', () => {
		expect(found('email', ['a@x.example'], [entry(), entry()])).toBeUndefined();
	});

	it.each(['a,b', ' a', 'a ', 'a\tb', 'a\nb'])('are not requested with %j', (value) => {
		const customer = { identifier: 'externalId' as const, value };
		expect(customersTogether.question({ customer })).toBeUndefined();
	});

	it.each(['cardNumber', 'customerId'] as const)('are not requested by %s', (identifier) => {
		expect(customersTogether.question({ customer: { identifier, value: '1' } })).toBeUndefined();
	});
});

describe('the response about several customers', () => {
	const samples = Object.entries(responses).flatMap(([httpStatus, all]) =>
		Object.entries(all).map(([name, body]) => [name, Number(httpStatus), body] as const),
	);

	it.each(samples)('is read as published: %s', (_, httpStatus, body) => {
		expect(opened(body, httpStatus)).toMatchObject({
			status: 'succeeded',
			response: { data: expect.any(Array) },
		});
	});

	it.each([
		['with a response object', { response: { customers: { customer: [entry()] } } }],
		['without a response object', { customers: { customer: [entry()] } }],
		['with one customer instead of a list', { customers: { customer: entry() } }],
		['with a list of customers', { customers: [entry()] }],
	])('is accepted %s', (_, body) => {
		expect(opened(body)).toMatchObject({ response: { data: [entry()] } });
	});

	it.each([401, 403, 429, 498])('is a failure under HTTP %d', (httpStatus) => {
		expect(opened({ customers: [entry()] }, httpStatus)).toMatchObject({ status: 'failed' });
	});

	it.each([{}, { response: {} }, { customers: '' }, [], 'text'])('is a failure with %j', (body) => {
		expect(opened(body)).toMatchObject({ status: 'failed' });
	});
});
