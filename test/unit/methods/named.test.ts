import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { Call, Response } from '../../../nodes/CapillaryBadges/api/call';
import { load } from '../../../nodes/CapillaryBadges/methods/load';
import { searchNamed } from '../../../nodes/CapillaryBadges/methods/named';

jest.mock('../../../nodes/CapillaryBadges/methods/load', () => ({
	...jest.requireActual<object>('../../../nodes/CapillaryBadges/methods/load'),
	load: jest.fn(),
}));

const BEGUN = Date.parse('2026-03-15T11:20:00Z');
const PAGE = 50;

/** Endless pages that each take that many seconds. @returns the timeout of each in seconds */
function slowPages(seconds: number): number[] {
	const timeouts: number[] = [];
	jest.mocked(load).mockImplementation((_, { query }, __, timeout = 0) => {
		timeouts.push(timeout / 1000);
		jest.setSystemTime(Date.now() + seconds * 1000);
		const from = Number(query?.page) * PAGE;
		const groups = Array.from({ length: PAGE }, (_, nth) => ({
			id: `${from + nth}`,
			name: `Group ${from + nth}`,
		}));
		return Promise.resolve({ data: { badgeGroups: groups } } as Response);
	});
	return timeouts;
}

const groups = {
	call: { method: 'GET', path: '/group' } as Call,
	list: { name: 'badgeGroups' },
	value: ({ id }: { id?: unknown }) => String(id),
	remarks: () => [],
};

beforeEach(() => void jest.useFakeTimers({ now: BEGUN }));
afterEach(() => void jest.useRealTimers());

describe('a search over many pages', () => {
	it('ends within 20 seconds, and can be continued', async () => {
		const timeouts = slowPages(6);
		const context = {} as ILoadOptionsFunctions;
		const first = await searchNamed(context, undefined, { ...groups, filter: 'none of them' });

		expect(first).toEqual({ results: [], paginationToken: expect.any(String) as string });
		expect(timeouts).toEqual([20, 14, 8]);

		const next = String(first.paginationToken);
		const found = await searchNamed(context, next, { ...groups, filter: 'Group 150' });
		expect(found.results).toEqual([{ name: 'Group 150', value: '150' }]);
		expect(timeouts).toEqual([20, 14, 8, 20]);
	});
});
