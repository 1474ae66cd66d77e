import { BADGES_API } from '../../api/call';
import { asObject, sameId } from '../../api/values';
import { defineOperation, type LookUp } from '../../engine/operation';
import { notConfirmed } from '../../engine/results';
import { badgeField } from '../../fields/badge';
import type { Customer } from '../../fields/customerForms';
import { limitField } from '../../fields/getMany';
import { simplifyField } from '../../fields/simplify';
import { completeCustomerId, findCustomerId } from '../shared/customerLookup';
import { customersTogether } from '../shared/customersTogether';
import { outputOf, type Outline } from '../shared/simplify';
import { filters, which } from './usageFields';

const OUTLINE: Outline = {
	fixedWindowCycleReferenceId: 'id',
	constraintType: 'plain',
	startDate: 'date',
	endDate: 'date',
	earnCount: 'plain',
};

/** The ID of the customer whose times are counted; `''` where they are those of all customers. */
const customerOfLimits: LookUp<
	{ which: { kind: 'BADGE' } | { kind: 'CUSTOMER' | 'ALL'; customer: Customer } },
	{ customerId: string }
> = {
	find: ({ which: limits }) =>
		limits.kind === 'BADGE'
			? { status: 'known', added: { customerId: '' } }
			: findCustomerId.find(limits),
	together: {
		...customersTogether,
		question: ({ which: limits }) =>
			limits.kind === 'BADGE' ? undefined : customersTogether.question(limits),
	},
	complete: (_row, response) => completeCustomerId(response),
};

/** GET /badgeMeta/getFixedWindowDetails (https://docs.capillarytech.com/reference/get-fixed-window-details). */
export const getUsage = defineOperation({
	option: {
		name: 'Get Usage',
		value: 'getUsage',
		action: 'Get usage of badge limits',
		description: 'See how often a badge was earned in each fixed window of its limits',
	},
	fields: {
		badge: badgeField('A badge with limits by fixed windows'),
		which,
		limit: limitField,
		filters,
		simplify: simplifyField,
	},
	describe: ({ badge }) => `get the usage of badge ${badge}`,
	lookUp: customerOfLimits,
	list: {
		limit: ({ limit }) => limit,
		call: ({ badge, customerId, which: { kind }, filters: added }) => ({
			method: 'GET',
			path: `${BADGES_API}/badgeMeta/getFixedWindowDetails`,
			query: {
				badgeMetaId: badge,
				...(customerId === '' ? {} : { customerId }),
				constraintType: kind,
				includeEarnCount: true,
				...added,
			},
		}),
		entries: () => ({
			name: 'fixedWindowCycles',
			id: ['fixedWindowCycleReferenceId', 'constraintType', 'startDate'],
		}),
		output: (window, { badge, simplify }) => ({
			...(simplify ? { badgeMetaId: badge } : {}),
			...outputOf(window, OUTLINE, simplify),
		}),
		refuse(row, response) {
			const { badgeMetaId } = asObject(response.data);
			if (sameId(badgeMetaId ?? row.badge, row.badge)) return undefined;
			return notConfirmed(response, 'is about a different badge');
		},
	},
});
