// The ID of a customer by another identifier.
import { lookUpSources, type IdentifierType } from '../data/model';
import { Refusal } from '../http/refusal';
import type { Endpoint } from './endpoint';
import { asNumber } from './reading';

/** This call has `cardnumber`; the header of the badges calls has `cardNumber`. */
const IDENTIFIERS: Record<string, IdentifierType | undefined> = {
	mobile: 'mobile',
	email: 'email',
	externalId: 'externalId',
	cardnumber: 'cardNumber',
};

/**
 * https://docs.capillarytech.com/reference/get-customer-id
 * With dual eligibility, several identifiers can be sent with commas between them; only the primary
 * one is compared.
 */
export const customerLookup: Endpoint = {
	method: 'GET',
	path: '/v2/customers/lookup',
	needs: 'anyAccount',
	handle({ state, query, variants: { primaryIdentifier } }) {
		const { source, identifierName = '', identifierValue = '' } = query;
		const dual = primaryIdentifier !== 'any';
		const types = (dual ? identifierName.split(',') : [identifierName]).map(
			(name) => IDENTIFIERS[name],
		);
		if (!lookUpSources.includes(source) || types.includes(undefined)) {
			throw new Refusal('lookupBadQuery');
		}
		const [type] = dual ? [primaryIdentifier] : types;
		const value = dual ? identifierValue.split(',')[types.indexOf(type)] : identifierValue;
		const customer = type && value !== undefined ? state.customerBy(type, value) : undefined;
		if (!customer) throw new Refusal('lookupFoundNobody');
		if (customer.isDeleted) throw new Refusal('customerDeleted');
		if (customer.mergedInto) throw new Refusal('customerMerged');
		return { status: 200, body: { entity: asNumber(customer.id), warnings: [] } };
	},
};
