// Badge groups and custom fields, which are created, read and changed in the same way.
import type { Operation } from '../../../../../nodes/CapillaryBadges/engine/operation';
import { failureOf } from '../../../../../nodes/CapillaryBadges/engine/failure';
import { subjectOf } from '../../../../../nodes/CapillaryBadges/api/subject';
import { findOperation } from '../../../../../nodes/CapillaryBadges/resources';
import { itemWith } from '../../itemWith';
import { callFor, readRow, settleRow } from '../../operation';

const ID = '69708faa0772ad476ecf8511';
const OTHER = '69708faa0772ad476ecf8512';

const group = { id: ID, name: 'Gold', rank: 1, isActive: true };
const field = {
	id: ID,
	name: 'Terms',
	dataType: 'STRING',
	isMandatory: true,
	defaultValue: 'none',
	isActive: true,
};

const op = (resource: string, name: string) => findOperation(resource, name) as Operation;
const rowOf = (operation: Operation, parameters: Record<string, unknown>, index = 0) =>
	readRow(operation, itemWith({ simplify: true, ...parameters }, index));

function sentFor(resource: string, current: object, ...changes: object[]) {
	const update = op(resource, 'update');
	const rows = changes.map((updateFields, index) => {
		const row = rowOf(update, { [resource]: ID, updateFields }, index);
		const taken = update.update!.complete(row, { data: current, warnings: [] });
		if (taken.status === 'failed') throw new Error(taken.refusal.message);
		return taken.row;
	});
	return { call: callFor(update, rows), rows };
}

/** A body as Capillary gets it. */
const asSent = (body: unknown): unknown => JSON.parse(JSON.stringify(body));

describe('update', () => {
	it.each([
		['badgeGroup', group, [{ rank: 5 }, { name: 'Silver' }], { name: 'Silver', rank: 5 }],
		[
			'customField',
			field,
			[{ isActive: 'false' }, { defaultValue: '' }],
			{
				name: 'Terms',
				dataType: 'STRING',
				isMandatory: true,
				isActive: false,
			},
		],
	])('of a %s puts the changes of all rows into one call', (resource, current, changes, body) => {
		const { call } = sentFor(resource, current, ...changes);
		expect(call).toMatchObject({ method: 'PUT', path: expect.stringMatching(`/${ID}$`) });
		expect(asSent(call.body)).toEqual(body);
	});

	it.each([
		['is the group', { ...group, rank: '5' }, true],
		['is another group', { ...group, id: OTHER, rank: 5 }, false],
		['has the old rank', group, false],
		['is empty', {}, false],
	])('when the response %s: %j', (_, data, done) => {
		const { call, rows } = sentFor('badgeGroup', group, { rank: 5 });
		const settled = settleRow(op('badgeGroup', 'update'), rows[0], { data, warnings: [] }, call);
		expect(settled.status === 'succeeded').toBe(done);
	});

	it.each([
		['badgeGroup', { ...group, orgId: 1, createdOn: 5.0, color: null, weight: { a: 1 } }],
		['customField', { ...field, lastUpdatedBy: 1, color: null, weight: { a: 1 } }],
	])('of a %s sends back fields that the node does not know', (resource, current) => {
		const { body } = sentFor(resource, current, { name: 'New' }).call;
		expect(body).toMatchObject({ name: 'New', color: null, weight: { a: 1 } });
		expect(Object.keys(body as object)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(id|orgId|createdOn|lastUpdatedBy)$/)]),
		);
	});

	it.each([
		[
			'another name',
			{ ...group, name: 'Iron' },
			'has a badge group whose name is not as requested',
		],
		['no name', { id: ID, rank: 1 }, 'has a badge group without the requested name'],
		['no ID', { ...group, id: null }, 'does not have the badge group'],
		['an object for an ID', { ...group, id: {} }, 'does not have the badge group'],
	])('explains a response with %s', (_, data, message) => {
		const { call, rows } = sentFor('badgeGroup', group, { name: 'Silver' });
		expect(
			settleRow(op('badgeGroup', 'update'), rows[0], { data, warnings: [] }, call),
		).toMatchObject({
			status: 'failed',
			refusal: { message },
		});
	});
});

describe('create', () => {
	const create = op('customField', 'create');
	const row = rowOf(create, { name: 'Terms', dataType: 'STRING', isMandatory: true });
	const settle = (data: object) =>
		settleRow(create, row, { data, warnings: [] }, callFor(create, [row]));

	it('sends no default value when there is none', () => {
		expect(asSent(callFor(create, [row]).body)).toEqual({
			...{ name: 'Terms', dataType: 'STRING', isMandatory: true },
		});
	});

	it.each([
		['the field', { ...field, defaultValue: null }, true],
		['a field with a default value', field, false],
		['a field that is optional', { ...field, isMandatory: false }, false],
		['a field of another type', { ...field, dataType: 'DATE' }, false],
		['a field without an ID', { ...field, id: undefined }, false],
	])('when the response is %s: %j', (_, data, done) => {
		expect(settle(data).status === 'succeeded').toBe(done);
	});
});

describe('get', () => {
	it.each([
		['badgeGroup', group],
		['customField', field],
		['badge', { id: ID }],
	])('of a %s outputs the whole object when Simplify is off', (resource, data) => {
		const get = op(resource, 'get');
		const row = rowOf(get, { [resource]: ID.toUpperCase(), simplify: false });
		const settle = (answered: unknown) =>
			settleRow(get, row, { data: answered, warnings: [] }, callFor(get, [row]));
		expect(settle(data)).toEqual({ status: 'succeeded', output: [data] });
		expect(settle({ ...data, id: OTHER })).toMatchObject({
			status: 'failed',
			refusal: { cause: 'unreadable' },
		});
	});

	it.each([
		[
			'badgeGroup',
			'Passed badge group is not found',
			/no badge group with this ID in Capillary \(404\)$/,
		],
		[
			'customField',
			'Custom field does not exist',
			/no custom field with this ID in Capillary \(404\)$/,
		],
		['badge', 'Passed badge is not found', /no badge with this ID in Capillary \(404\)$/],
	])('of a %s explains that it does not exist', (resource, message, says) => {
		const task = op(resource, 'get').describe({ id: ID });
		const call = callFor(op(resource, 'get'), [{ id: ID }]);
		const about = subjectOf(call);
		const refusal = { cause: 'capillary' as const, code: 404, status: 404, message, about };
		expect(failureOf(task, refusal).error).toMatch(says);
	});
});

describe('bad input', () => {
	it.each([
		['badgeGroup', 'create', { name: '', rank: 1 }, 'Name'],
		['badgeGroup', 'create', { name: 'Gold', rank: '' }, 'Rank'],
		['badgeGroup', 'create', { name: 'Gold', rank: -1 }, 'Rank'],
		['badgeGroup', 'get', { badgeGroup: 'Gold' }, 'Badge Group'],
		['badgeGroup', 'update', { badgeGroup: ID, updateFields: {} }, 'Update Fields'],
		['badgeGroup', 'getAll', { limit: 0 }, 'Limit'],
		['customField', 'create', { name: 'Terms', dataType: 'TEXT' }, 'Data Type'],
		['customField', 'create', { name: 'Terms', dataType: 'DATE', isMandatory: 1 }, 'Mandatory'],
		['customField', 'get', { customField: '' }, 'Custom Field'],
		['customField', 'update', { customField: ID, updateFields: { name: ' ' } }, 'Name'],
		['customField', 'getAll', { limit: 5, filters: { isActive: 'x' } }, 'Active'],
	])('%s %s refuses %j', (resource, name, parameters, label) => {
		expect(() => rowOf(op(resource, name), parameters, 4)).toThrow(
			new RegExp(`^'${label}' .* \\[Item 4\\]$`),
		);
	});
});
