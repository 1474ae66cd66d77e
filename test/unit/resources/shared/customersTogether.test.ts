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

describe('Customers looked up together', () => {
	it.each<[string, string]>([
		['email', 'A@X.example'],
		['mobile', '919111111111'],
		['externalId', 'A 1'],
	])('are found by the %s that their entry repeats', (kind, value) => {
		expect(found(kind, [value, 'b@x.example'], [entry()])).toEqual([[value, '7']]);
	});

	it.each<[string, string[], unknown[]]>([
		['whose entry repeats another value', ['b@x.example'], [entry()]],
		['whose entry repeats none', ['a@x.example'], [entry({ email: null })]],
		['who stand there twice', ['a@x.example', 'b@x.example'], [entry(), entry({ user_id: '8' })]],
		[
			'whose entry is repeated by one that failed',
			['a@x.example', 'b@x.example'],
			[entry(), { email: 'a@x.example', ...status({ success: 'false', code: '1012' }) }],
		],
		['who are asked for twice', ['a@x.example', 'A@x.example'], [entry()]],
		['who failed', ['a@x.example'], [entry(status({ success: 'false' }))]],
		['whom another one was merged into', ['a@x.example'], [entry(status({ code: '91009' }))]],
		['with a warning', ['a@x.example'], [entry(status({ warnings: { warning: [{ code: 1 }] } }))]],
		['with a warning of another form', ['a@x.example'], [entry(status({ warnings: ['careful'] }))]],
		['without an ID', ['a@x.example'], [entry({ user_id: null })]],
		['with an ID that is none', ['a@x.example'], [entry({ user_id: '-1' })]],
		['with an ID of the question only', ['a@x.example'], [entry({ user_id: undefined, id: '7' })]],
		['whose entry is no object', ['a@x.example'], [null]],
	])('are not found together: those %s', (_, values, data) => {
		expect(found('email', values, data)).toEqual([]);
	});

	it('are not found by an external ID that differs in its letters', () => {
		expect(found('externalId', ['a 1'], [entry()])).toEqual([]);
	});

	it('cannot be relied on when there are more answers than questions', () => {
		expect(found('email', ['a@x.example'], [entry(), entry()])).toBeUndefined();
	});

	it.each(['a,b', ' a', 'a ', 'a\tb', 'a\nb'])('are not asked for by %j', (value) => {
		const customer = { identifier: 'externalId' as const, value };
		expect(customersTogether.question({ customer })).toBeUndefined();
	});

	it.each(['cardNumber', 'customerId'] as const)('are not asked for by %s', (identifier) => {
		expect(customersTogether.question({ customer: { identifier, value: '1' } })).toBeUndefined();
	});
});

describe('The answer about several customers', () => {
	const samples = Object.entries(responses).flatMap(([httpStatus, all]) =>
		Object.entries(all).map(([name, body]) => [name, Number(httpStatus), body] as const),
	);

	it.each(samples)('is opened as it was published: %s', (_, httpStatus, body) => {
		expect(opened(body, httpStatus)).toMatchObject({
			status: 'succeeded',
			response: { data: expect.any(Array) },
		});
	});

	it.each([
		['with response around it', { response: { customers: { customer: [entry()] } } }],
		['without it', { customers: { customer: [entry()] } }],
		['with one customer that is no list', { customers: { customer: entry() } }],
		['with a list of customers', { customers: [entry()] }],
	])('may come %s', (_, body) => {
		expect(opened(body)).toMatchObject({ response: { data: [entry()] } });
	});

	it.each([401, 403, 429, 498])('is no answer under HTTP %d', (httpStatus) => {
		expect(opened({ customers: [entry()] }, httpStatus)).toMatchObject({ status: 'failed' });
	});

	it.each([{}, { response: {} }, { customers: '' }, [], 'text'])('is none in %j', (body) => {
		expect(opened(body)).toMatchObject({ status: 'failed' });
	});
});
