import type { IDataObject } from 'n8n-workflow';

import { defineOperation, type Operation } from '../../engine/operation';
import { notConfirmed } from '../../engine/results';
import { badgeField } from '../../fields/badge';
import { booleanField } from '../../fields/boolean';
import { customerField, customerName } from '../../fields/customer';
import type { Customer } from '../../fields/customerForms';
import { filtersField } from '../../fields/filters';
import { simplifyField } from '../../fields/simplify';
import {
	badgeOfCustomer,
	customerBadgesIn,
	type CustomerBadge,
	type CustomerBadgeKind,
} from './customerBadges';
import { asSent } from './customerLookup';
import { outputOf } from './simplify';

/**
 * Earn and Issue Get Many: one output item for each time that the customer got the badge or was enrolled.
 *
 * @param what what they are, to complete 'Could not get …'
 * @param names what the simplified output calls the ID, the state and the three dates that differ by kind
 */
export function getCustomerBadges(
	kind: CustomerBadgeKind,
	what: string,
	option: Operation['option'],
	names: { id: string; status: string; on: string; eventDate: string; expiresOn: string },
): Operation {
	return defineOperation({
		option,
		fields: {
			badge: badgeField('The badge to get'),
			customer: customerField(),
			filters: filtersField({
				includeOver: booleanField({
					displayName: 'Include Expired and Revoked',
					name: 'includeOver',
					type: 'boolean',
					default: false,
					description: 'Whether to return expired and revoked ones as well',
				}),
			}),
			simplify: simplifyField,
		},
		describe: ({ badge, customer }) =>
			`get ${what} of ${customerName(customer)} for badge ${badge}`,
		single: {
			build: (row) => badgeOfCustomer(row),
			settle(row, response) {
				const all = customerBadgesIn(kind, row.badge, response.data);
				if (!all) return notConfirmed(response, `does not have ${what} of the customer`);
				const wanted = all.filter(({ isActive }) => isActive || row.filters.includeOver);
				const output = wanted.map((one) =>
					row.simplify ? simplified(row, one) : (one.entry as IDataObject),
				);
				return { status: 'succeeded', output };
			},
		},
	});

	function simplified(
		{ badge, customer }: { badge: string; customer: Customer },
		{ id, status, on, expiresOn, entry }: CustomerBadge,
	): IDataObject {
		return {
			badgeMetaId: badge,
			customerId: asSent(customer),
			[names.id]: id,
			[names.status]: status,
			[names.on]: on,
			...outputOf(entry, { [names.eventDate]: 'date' }, true),
			[names.expiresOn]: expiresOn,
			...outputOf(entry, { revokedOn: 'date', ownerType: 'plain', ownerReferenceId: 'id' }, true),
		};
	}
}
