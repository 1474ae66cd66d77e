import type { IDataObject } from 'n8n-workflow';

import type { Badge } from '../../sandbox/data/model';
import { byId, useHarness } from './testHarness';
import { following } from './following';
import { testModes } from './modeTests';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/badgeMeta';
const unknown = '000000000000000000000000';
const resource = 'badge';
const startOn = '2099-01-01T00:00:00.000Z';
const expiresOn = '2099-12-31T00:00:00.000Z';

describe('badge', () => {
	const harness = useHarness();

	describe('get', () => {
		testModes(harness, {
			parameters: { resource, operation: 'get', badge: byId('={{ $json.badge }}') },
			prepare({ sandbox: { state } }) {
				const [first, third] = [state.addBadge(dates), state.addBadge(dates)];
				const ids = [first.id, unknown, third.id];
				const calls = ids.map((id) => {
					return { method: 'GET', path: `${path}/${id}`, query: { includeStatistics: 'true' } };
				});
				return {
					items: ids.map((badge) => ({ badge })),
					done: [[counted(first)], [counted(third)]],
					error: `Could not get badge ${unknown}: there is no badge with this ID in Capillary (404)`,
					calls,
					stopped: calls.slice(0, 2),
				};
			},
		});
	});

	describe('get many', () => {
		testModes(harness, {
			parameters: {
				resource,
				operation: 'getAll',
				filters: { name: '={{ $json.name }}', status: ['UPCOMING'] },
				sort: { sortOn: 'NAME' },
			},
			prepare({ sandbox: { state, faults } }) {
				const [first, third] = ['Oak', 'Elm'].map((name) => state.addBadge({ ...dates, name }));
				faults.set([{ match: { path }, skip: 1, fault: { kind: 'html', status: 403 } }]);
				const items = ['Oak', 'Ash', 'Elm'].map((name) => ({ name }));
				const page = { page: '0', size: '50', limit: '50', sortOn: 'NAME', status: 'UPCOMING' };
				const calls = items.map(({ name }) => {
					return { method: 'GET', path, query: { ...page, name } };
				});
				return {
					items,
					done: [[counted(first)], [counted(third)]],
					error: "Could not get badges: Capillary's response is a web page (HTTP 403)",
					calls,
					stopped: calls.slice(0, 2),
				};
			},
		});
	});

	describe('create', () => {
		testOperation(harness, {
			recovers: true,
			parameters: {
				resource,
				operation: 'create',
				name: '={{ $json.name }}',
				startOn,
				expiresOn,
				owners: ['Loyalty'],
				earnType: 'EARN',
				earnedBadgeExpiry: 'RELATIVE',
				earnedBadgeExpiryValue: 3,
				earnedBadgeExpiryUnit: 'DAYS',
				active: false,
			},
			prepare(state) {
				const taken = state.addBadge({ name: 'Taken' });
				const [first, third] = [1, 2].map((steps) => following(taken.id, steps));
				const items = ['Spring', 'Taken', 'Autumn'].map((name) => ({ name }));
				const made = { description: null, active: false, earnType: 'EARN' as const };
				const change = 'badgeCreated' as const;
				return {
					items: [items[0], items[1], items[2]],
					done: [
						[placed({ id: first, ...items[0], ...made })],
						[placed({ id: third, ...items[2], ...made })],
					],
					error: "Could not create the badge 'Taken': another badge has this name (725)",
					changes: [[{ change, badgeMetaId: first }], [{ change, badgeMetaId: third }]],
					calls: items.map(({ name }) => ({
						method: 'POST',
						path,
						body: {
							name,
							active: false,
							earnType: 'EARN',
							startOnISO: startOn,
							expiresOnISO: expiresOn,
							ownership: { restrictedToOwners: ['Loyalty'] },
							earnedBadgeExpiry: {
								expiryType: 'RELATIVE',
								relativeExpirytype: 'DAYS',
								value: 3,
							},
						},
					})),
				};
			},
		});
	});

	describe('update', () => {
		testModes(harness, {
			parameters: {
				resource,
				operation: 'update',
				badge: byId('={{ $json.badge }}'),
				updateFields: { description: 'New' },
			},
			prepare({ sandbox: { state } }) {
				const [first, third] = [state.addBadge(dates), state.addBadge(dates)];
				const ids = [first.id, unknown, third.id];
				const reads = ids.map((id) => ({ method: 'GET', path: `${path}/${id}` }));
				const writes = [first, third].map(({ id, name }) => ({
					method: 'PUT',
					path,
					body: expect.objectContaining({ id, name, description: 'New', active: true }) as unknown,
				}));
				const changes = [first, third].map(({ id }) => {
					return { change: 'badgeUpdated', badgeMetaId: id, fields: ['description'] };
				});
				return {
					items: ids.map((badge) => ({ badge })),
					done: [
						[placed({ ...first, description: 'New' })],
						[placed({ ...third, description: 'New' })],
					],
					error: `Could not update badge ${unknown}: there is no badge with this ID in Capillary (404)`,
					calls: [reads[0], writes[0], reads[1], reads[2], writes[1]],
					stopped: [reads[0], writes[0], reads[1]],
					changes,
					stoppedChanges: changes.slice(0, 1),
				};
			},
		});
	});
});

const dates = { startOn: Date.parse(startOn), expiresOn: Date.parse(expiresOn) };

function basics({ id, name, description, active, earnType }: Partial<Badge>): IDataObject {
	return { id, name, description, status: 'UPCOMING', active, earnType, startOn, expiresOn };
}

function counted(badge: Partial<Badge>): IDataObject {
	return { ...basics(badge), issuedCount: 0, earnedCount: 0 };
}

function placed(badge: Partial<Badge>): IDataObject {
	return { ...basics(badge), badgeGroupId: null, badgeRank: null };
}
