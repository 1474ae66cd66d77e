import type { IDataObject } from 'n8n-workflow';

import type { BadgeGroup } from '../../sandbox/data/model';
import { byId, useHarness } from './testHarness';
import { following } from './following';
import { testModes } from './modeTests';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/group';
const unknown = '000000000000000000000000';
const dates = {
	createdOn: expect.stringMatching(/Z$/) as string,
	lastUpdatedOn: expect.stringMatching(/Z$/) as string,
};

describe('badge group', () => {
	const harness = useHarness();
	const resource = 'badgeGroup';

	describe('get', () => {
		testOperation(harness, {
			parameters: { resource, operation: 'get', badgeGroup: byId('={{ $json.group }}') },
			prepare(state) {
				const [first, third] = [state.addGroup(), state.addGroup({ rank: 7 })];
				const ids = [first.id, unknown, third.id];
				return {
					items: [{ group: ids[0] }, { group: ids[1] }, { group: ids[2] }],
					done: [[asOutput(first)], [asOutput(third)]],
					error: `Could not get badge group ${unknown}: there is no badge group with this ID in Capillary (404)`,
					changes: [[], []],
					calls: ids.map((id) => ({ method: 'GET', path: `${path}/${id}` })),
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
				rank: '={{ $json.rank }}',
			},
			prepare(state) {
				const taken = state.addGroup({ name: 'Taken' });
				const [first, third] = [1, 2].map((step) => following(taken.id, step));
				const items = ['Spring', 'Taken', 'Autumn'].map((name, rank) => ({ name, rank }));
				return {
					items: [items[0], items[1], items[2]],
					done: [
						[asOutput({ id: first, ...items[0], isActive: true })],
						[asOutput({ id: third, ...items[2], isActive: true })],
					],
					error: "Could not create the badge group 'Taken': another group has this name (733)",
					changes: [
						[{ change: 'groupCreated', groupId: first }],
						[{ change: 'groupCreated', groupId: third }],
					],
					calls: items.map((body) => ({ method: 'POST', path, body })),
				};
			},
		});
	});

	describe('update', () => {
		testModes(harness, {
			parameters: {
				resource,
				operation: 'update',
				badgeGroup: byId('={{ $json.group }}'),
				updateFields: { rank: 9 },
			},
			prepare({ sandbox: { state } }) {
				const [first, third] = [state.addGroup(), state.addGroup()];
				const ids = [first.id, unknown, third.id];
				const reads = ids.map((id) => ({ method: 'GET', path: `${path}/${id}` }));
				const writes = [first, third].map(({ id, name }) => {
					return { method: 'PUT', path: `${path}/${id}`, body: { name, rank: 9 } };
				});
				const changes = [first, third].map(({ id }) => ({ change: 'groupUpdated', groupId: id }));
				return {
					items: ids.map((group) => ({ group })),
					done: [[asOutput({ ...first, rank: 9 })], [asOutput({ ...third, rank: 9 })]],
					error: `Could not update badge group ${unknown}: there is no badge group with this ID in Capillary (404)`,
					calls: [reads[0], writes[0], reads[1], reads[2], writes[1]],
					stopped: [reads[0], writes[0], reads[1]],
					changes,
					stoppedChanges: changes.slice(0, 1),
				};
			},
		});
	});

	describe('get many', () => {
		testModes(harness, {
			parameters: { resource, operation: 'getAll', limit: '={{ $json.limit }}' },
			prepare({ sandbox: { state, faults } }) {
				const groups = [state.addGroup(), state.addGroup()];
				faults.set([{ match: { path }, skip: 1, fault: { kind: 'html', status: 403 } }]);
				const calls = ['1', '2', '3'].map((size) => {
					return { method: 'GET', path, query: { page: '0', size } };
				});
				return {
					items: [{ limit: 1 }, { limit: 2 }, { limit: 3 }],
					done: [[asOutput(groups[0])], groups.map(asOutput)],
					error: "Could not get badge groups: Capillary's response is a web page (HTTP 403)",
					calls,
					stopped: calls.slice(0, 2),
				};
			},
		});
	});
});

function asOutput({ id, name, rank, isActive }: Partial<BadgeGroup>): IDataObject {
	return { id, name, rank, isActive, ...dates };
}
