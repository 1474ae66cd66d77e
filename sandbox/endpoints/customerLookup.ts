import type { IdentifierType } from '../model';
import { problems, Refusal } from '../problems';
import type { Endpoint } from './endpoint';
import { asNumber } from './reading';

const SOURCES = [
	'FACEBOOK',
	'WEB_ENGAGE',
	'WECHAT',
	'INSTORE',
	'MARTJACK',
	'TMALL',
	'TAOBAO',
	'JD',
	'ECOMMERCE',
	'WEBSITE',
	'LINE',
	'ALL',
];

/** This call's own spelling: `cardnumber`, where the header of the badges calls has `cardNumber`. */
const IDENTIFIERS: Record<string, IdentifierType> = {
	mobile: 'mobile',
	email: 'email',
	externalId: 'externalId',
	cardnumber: 'cardNumber',
};

/** An identifier for the numeric id: https://docs.capillarytech.com/reference/customer-lookup */
export const customerLookup: Endpoint = {
	method: 'GET',
	path: '/v2/customers/lookup',
	needs: 'anyAccount',
	handle({ state, query }) {
		const type = IDENTIFIERS[query.identifierName];
		if (!SOURCES.includes(query.source) || !type) throw new Refusal(problems.lookupBadQuery);
		const customer = state.customerBy(type, query.identifierValue);
		if (!customer) throw new Refusal(problems.lookupFoundNobody);
		return { status: 200, body: { entity: asNumber(customer.id), warnings: [] } };
	},
};
