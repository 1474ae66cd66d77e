import type { IDataObject } from 'n8n-workflow';

import type { CustomField } from '../../sandbox/data/model';
import { byId, useHarness } from './testHarness';
import { following } from './following';
import { testModes } from './modeTests';
import { testOperation } from './operationTests';

const path = '/api_gateway/v1/badges/customField';
const unknown = '000000000000000000000000';
const dates = {
	createdOn: expect.stringMatching(/Z$/) as string,
	lastUpdatedOn: expect.stringMatching(/Z$/) as string,
};

describe('custom field', () => {
	const harness = useHarness();
	const resource = 'customField';

	describe('get', () => {
		testOperation(harness, {
			parameters: { resource, operation: 'get', customField: byId('={{ $json.field }}') },
			prepare(state) {
				const [first, third] = [
					state.addCustomField(),
					state.addCustomField({ isMandatory: true, defaultValue: 'x' }),
				];
				const ids = [first.id, unknown, third.id];
				return {
					items: [{ field: ids[0] }, { field: ids[1] }, { field: ids[2] }],
					done: [[asOutput(first)], [asOutput(third)]],
					error: `Could not get custom field ${unknown}: there is no custom field with this ID in Capillary (404)`,
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
				dataType: 'INTEGER',
				defaultValue: '={{ $json.value }}',
			},
			prepare(state) {
				const taken = state.addCustomField({ name: 'Taken' });
				const made = {
					dataType: 'INTEGER' as const,
					isMandatory: false,
					isActive: true,
				};
				const [first, third] = [1, 2].map((step) => following(taken.id, step));
				const items = ['Spring', 'Taken', 'Autumn'].map((name, value) => ({ name, value }));
				return {
					items: [items[0], items[1], items[2]],
					done: [
						[asOutput({ id: first, name: items[0].name, defaultValue: '0', ...made })],
						[asOutput({ id: third, name: items[2].name, defaultValue: '2', ...made })],
					],
					error:
						"Could not create the custom field 'Taken': another custom field has this name (740)",
					changes: [
						[{ change: 'customFieldCreated', customFieldId: first }],
						[{ change: 'customFieldCreated', customFieldId: third }],
					],
					calls: items.map(({ name, value }) => ({
						method: 'POST',
						path,
						body: { name, dataType: 'INTEGER', isMandatory: false, defaultValue: String(value) },
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
				customField: byId('={{ $json.field }}'),
				updateFields: { defaultValue: 'nine' },
			},
			prepare({ sandbox: { state } }) {
				const [first, third] = [state.addCustomField(), state.addCustomField()];
				const ids = [first.id, unknown, third.id];
				const reads = ids.map((id) => ({ method: 'GET', path: `${path}/${id}` }));
				const writes = [first, third].map(({ id, name }) => {
					const kept = { name, isMandatory: false, isActive: true, dataType: 'STRING' };
					return { method: 'PUT', path: `${path}/${id}`, body: { ...kept, defaultValue: 'nine' } };
				});
				const changes = [first, third].map(({ id }) => ({
					change: 'customFieldUpdated',
					customFieldId: id,
				}));
				return {
					items: ids.map((field) => ({ field })),
					done: [
						[asOutput({ ...first, defaultValue: 'nine' })],
						[asOutput({ ...third, defaultValue: 'nine' })],
					],
					error: `Could not update custom field ${unknown}: there is no custom field with this ID in Capillary (404)`,
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
				const fields = [state.addCustomField(), state.addCustomField()];
				faults.set([{ match: { path }, skip: 1, fault: { kind: 'html', status: 403 } }]);
				const calls = ['1', '2', '3'].map((size) => {
					return { method: 'GET', path, query: { page: '0', size } };
				});
				return {
					items: [{ limit: 1 }, { limit: 2 }, { limit: 3 }],
					done: [[asOutput(fields[1])], [...fields].reverse().map(asOutput)],
					error: "Could not get custom fields: Capillary's response is a web page (HTTP 403)",
					calls,
					stopped: calls.slice(0, 2),
				};
			},
		});
	});
});

function asOutput(field: Partial<CustomField>): IDataObject {
	const { id, name, dataType, isMandatory, defaultValue, isActive } = field;
	return { id, name, dataType, isMandatory, defaultValue, isActive, ...dates };
}
