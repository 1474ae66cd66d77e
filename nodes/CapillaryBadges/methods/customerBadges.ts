import {
	NodeApiError,
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { customerBy, type Identifier } from '../fields/customerForms';
import {
	badgeOfCustomer,
	customerBadgesIn,
	type CustomerBadgeKind,
} from '../resources/shared/customerBadges';
import { current } from './current';
import { load } from './load';
import { matching } from './matching';

/** Fills the list of the times that the chosen customer got the chosen badge. */
export async function searchEarnedBadges(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await heldByCustomer(this, 'earned', 'Earned', filter);
}

/** Fills the list of the chosen customer's enrolments for the chosen badge. */
export async function searchEnrolments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await heldByCustomer(this, 'enrolled', 'Enrolled', filter);
}

/** What has not been revoked, with its date and, where it is not active, its state. */
async function heldByCustomer(
	context: ILoadOptionsFunctions,
	kind: CustomerBadgeKind,
	verb: string,
	filter?: string,
): Promise<INodeListSearchResult> {
	const badge = current(context, 'badge', 'Badge');
	const identifier = current(context, 'customerIdentifier', 'Customer Identifier') as Identifier;
	const typed = current(context, 'customer', 'Customer');
	const customer = customerBy(identifier, typed);
	if (customer.status === 'refused') {
		const message = `'Customer' ${customer.why}. ${customer.next}`;
		throw new NodeOperationError(context.getNode(), message);
	}
	const { data } = await load(context, badgeOfCustomer({ badge, customer: customer.value }));
	const held = customerBadgesIn(kind, badge, data);
	if (!held) {
		const message = "Capillary's response does not list them. Choose 'By ID' and enter the ID.";
		throw new NodeApiError(context.getNode(), { message }, { message });
	}
	const entries = held
		.filter(({ status }) => !/REVOKED/.test(status))
		.map(({ id, status, isActive, on }) => {
			const day = on?.slice(0, 10) ?? 'at an unknown time';
			return {
				name: `${verb} ${day} · ${id}${isActive ? '' : ` (${status.toLowerCase()})`}`,
				value: id,
			};
		});
	return matching(entries, filter);
}
