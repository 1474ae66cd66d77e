import type { IDataObject } from 'n8n-workflow';

import { ownerTypes, type Constraint } from '../../../sandbox/data/model';
import type { SandboxState } from '../../../sandbox/data/state';
import { addCustomers } from './customers';
import type { Job } from './jobs';

const ITEMS = 2;

const LIMITS: Record<'badgeConstraints' | 'customerConstraints', Constraint[]> = {
	badgeConstraints: [window('BADGE_FIXED_WINDOW')],
	customerConstraints: [window('CUSTOMER_BADGE_FIXED_WINDOW')],
};

function window(constraintType: Constraint['constraintType']): Constraint {
	return { constraintType, maxEarnLimit: 1000, durationType: 'DAYS', refreshRate: 100 };
}

/**
 * Adds to an empty sandbox what a job needs to succeed.
 *
 * @returns the items, which have a value for each field under its name
 */
export function addJobData(state: SandboxState, { resource, operation }: Job): IDataObject[] {
	const earnType = resource === 'issue' ? 'ISSUE_EARN' : 'EARN';
	const badges = Array.from({ length: ITEMS }, () => state.addBadge({ earnType, ...LIMITS }));
	for (const { id: badgeMetaId } of badges) {
		for (const ownerType of ownerTypes) state.addClaim({ badgeMetaId, ownerType });
	}
	const customers = addCustomers(state, ITEMS + 1).slice(1);
	const things = Array.from({ length: ITEMS }, (_, n) => ({
		group: state.addGroup(),
		field: state.addCustomField(),
		webHook: state.addWebHook({ ...WEBHOOK, name: `Webhook ${n}` }),
	}));
	// Rows about customers share a call when they have the same badge.
	const isOfCustomer = ['earn', 'issue', 'customer'].includes(resource);
	return customers.map((customer, n) => {
		const { id: badge } = badges[isOfCustomer ? 0 : n];
		const holding = { badgeMetaId: badge, customerId: customer.id };
		const earned = [state.addEarned(holding), state.addEarned(holding)];
		// A customer cannot be enrolled twice.
		const enrolled = operation === 'create' ? [] : [state.addEnrolment(holding)];
		return {
			...{ badge, badgeGroup: things[n].group.id, customField: things[n].field.id },
			...{ customerId: customer.id, email: customer.email, mobile: customer.mobile },
			...{ externalId: customer.externalId, cardNumber: customer.cardNumber },
			...{ earnedBadge: earned[0].id, issueId: enrolled[0]?.id ?? null },
			...{ name: `New ${n}`, activeClaim: 'Loyalty 123' },
			// A new claim needs a new reference ID. Everything else uses the existing claim.
			referenceId: resource === 'claim' && operation === 'create' ? 'new' : '123',
		};
	});
}

const WEBHOOK = {
	eventNames: ['BADGE_EARN'],
	webHookUrl: 'https://n8n.example.com/webhook/1',
	webHookType: 'HTTP',
	methodType: 'POST',
	webHookHeaders: {},
	maxAllowedConnections: 5,
	active: true,
	slaInSeconds: 60,
	customerIdentifiersToBeEnriched: [],
};
