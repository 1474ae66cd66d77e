import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { badgeField, readBadge } from '../../fields/badge';
import { customerFields, nameOf, readCustomer, type Customer } from '../../fields/customer';
import { filtersField, readSwitch } from '../../fields/filters';
import { optionsField } from '../../fields/options';
import { readSimplify, simplifyField } from '../../fields/simplify';
import { notConfirmed, type Operation } from '../../engine/operation';
import {
	badgeOfCustomer,
	customerBadgesIn,
	type CustomerBadge,
	type CustomerBadgeKind,
} from './customerBadges';
import { asSent } from './customerLookup';
import { outputOf } from './simplify';

interface Row {
	badge: string;
	customer: Customer;
	/** Whether those that expired or were revoked are wanted too. */
	over: boolean;
	simplify: boolean;
}

const INCLUDE_OVER: INodeProperties = {
	displayName: 'Include Expired and Revoked',
	name: 'includeOver',
	type: 'boolean',
	default: false,
	description: 'Whether to return those that are over, besides the active ones',
};

/**
 * Earn and Issue Get Many: one output item for each time that the customer got the badge or was enrolled.
 *
 * @param things what they are, to complete 'Could not get …'
 * @param names what the simplified output calls the ID, the state and the three dates that differ by kind
 */
export function getCustomerBadges(
	kind: CustomerBadgeKind,
	things: string,
	option: Operation['option'],
	names: { id: string; status: string; on: string; eventDate: string; expiresOn: string },
): Operation<Row> {
	const whole = ({ entry }: CustomerBadge) => entry as IDataObject;
	const simplified = (
		{ badge, customer }: Row,
		{ id, status, on, expiresOn, entry }: CustomerBadge,
	) => ({
		badgeMetaId: badge,
		customerId: asSent(customer),
		[names.id]: id,
		[names.status]: status,
		[names.on]: on,
		...outputOf(entry, { [names.eventDate]: 'date' }, true),
		[names.expiresOn]: expiresOn,
		...outputOf(entry, { revokedOn: 'date', ownerType: 'plain', ownerReferenceId: 'id' }, true),
	});
	return {
		option,
		fields: [
			badgeField('The badge to look at'),
			...customerFields,
			filtersField([INCLUDE_OVER]),
			simplifyField,
			optionsField(),
		],
		row: (item) => ({
			badge: readBadge(item),
			customer: readCustomer(item),
			over: readSwitch(item, INCLUDE_OVER),
			simplify: readSimplify(item),
		}),
		task: ({ badge, customer }) => `get ${things} of ${nameOf(customer)} for badge ${badge}`,
		call: ([row]) => badgeOfCustomer(row),
		settle(row, answer) {
			const held = customerBadgesIn(kind, row.badge, answer.data);
			if (!held) return notConfirmed(answer, `without ${things} of the customer`);
			const wanted = held.filter(({ isActive }) => isActive || row.over);
			return { done: wanted.map((one) => (row.simplify ? simplified(row, one) : whole(one))) };
		},
	};
}
