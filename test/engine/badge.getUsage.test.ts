import type { IDataObject } from 'n8n-workflow';

import { byId, useBench } from './bench';
import { testModes } from './modeTests';

const path = '/api_gateway/v1/badges/badgeMeta/getFixedWindowDetails';
const unknown = '000000000000000000000000';

const FIXED_WINDOWS = {
	BADGE: 'BADGE_FIXED_WINDOW',
	CUSTOMER: 'CUSTOMER_BADGE_FIXED_WINDOW',
} as const;

describe.each(['BADGE', 'CUSTOMER'] as const)('badge getUsage of %s limits', (level) => {
	const bench = useBench();

	testModes(bench, {
		parameters: {
			resource: 'badge',
			operation: 'getUsage',
			badge: byId('={{ $json.badge }}'),
			constraintType: level,
			customerIdentifier: 'customerId',
			customer: '62090013',
			limit: 2,
		},
		prepare({ sandbox: { state } }) {
			state.addCustomer({ id: 62090013 });
			const constraintType = FIXED_WINDOWS[level];
			const limit = { constraintType, maxEarnLimit: 5, durationType: 'DAYS', refreshRate: 1 };
			const list = level === 'BADGE' ? 'badgeConstraints' : 'customerConstraints';
			const [first, third] = [1, 2].map(() => state.addBadge({ [list]: [limit] }).id);
			const ids = [first, unknown, third];
			const customer = level === 'CUSTOMER' ? { customerId: '62090013' } : {};
			const calls = ids.map((badgeMetaId) => ({
				method: 'GET',
				path,
				query: {
					badgeMetaId,
					...customer,
					constraintType: level,
					includeEarnCount: 'true',
					page: '0',
					size: '2',
					limit: '2',
				},
			}));
			const windows = (badgeMetaId: string): IDataObject[] =>
				[1, 2].map(() => ({
					badgeMetaId,
					fixedWindowCycleReferenceId: expect.stringMatching(/^\S+$/) as string,
					constraintType,
					startDate: expect.stringMatching(/Z$/) as string,
					endDate: expect.stringMatching(/Z$/) as string,
					earnCount: 0,
				}));
			return {
				items: ids.map((badge) => ({ badge })),
				done: [windows(first), windows(third)],
				error: `Could not get the usage of badge ${unknown}: Capillary knows no badge with this ID (404)`,
				calls,
				stopped: calls.slice(0, 2),
			};
		},
	});
});
