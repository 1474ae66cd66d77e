import { BADGES_API } from '../../../../nodes/CapillaryBadges/api/call';
import { publishedExample, success, type Example } from './example';

const PATH = `${BADGES_API}/customField`;
const ID = '6995bc2a306bcf780036c094';

const asked: Pick<Example, 'operation' | 'items'> = {
	operation: ['customField', 'create'],
	items: [
		{
			name: 'CF20 dates',
			dataType: 'STRING',
			isMandatory: false,
			defaultValue: '0',
			simplify: true,
		},
	],
};

const changed: Pick<Example, 'operation' | 'items' | 'lookedUp'> = {
	operation: ['customField', 'update'],
	items: [{ customField: ID, simplify: true, updateFields: { defaultValue: 'cgvhjb' } }],
	lookedUp: {
		id: ID,
		orgId: 100737,
		name: 'CF32 date',
		isMandatory: false,
		defaultValue: null,
		isActive: true,
		dataType: 'STRING',
	},
};

const LIST = 'get-all-custom-fields/200/Sample response';
const { customFieldROList } = (
	publishedExample(LIST) as {
		data: { customFieldROList: Array<Record<string, unknown> & { [date: string]: string }> };
	}
).data;
const utc = (date: string) => new Date(date).toISOString();

export const customField: Example[] = [
	{
		name: 'create',
		...asked,
		request: { method: 'POST', path: PATH },
		sends: 'create-custom-field/request/Request Body',
		response: success({
			id: '69c0e1c823ba8848e5979a67',
			orgId: 100737,
			name: 'CF20 dates',
			isMandatory: false,
			defaultValue: '0',
			isActive: true,
			dataType: 'STRING',
			createdOn: 1774248392.637564,
			createdOnISO: '2026-03-23T06:46:32Z',
		}),
		outcomes: [
			[
				{
					id: '69c0e1c823ba8848e5979a67',
					name: 'CF20 dates',
					dataType: 'STRING',
					isMandatory: false,
					defaultValue: '0',
					isActive: true,
					createdOn: '2026-03-23T06:46:32.000Z',
					lastUpdatedOn: null,
				},
			],
		],
	},
	{
		name: 'create, refused with an empty object',
		...asked,
		answers: 'create-custom-field/400/Result',
		outcomes: [{ says: /HTTP status 400/ }],
	},
	{
		name: 'update the default value',
		...changed,
		request: { method: 'PUT', path: `${PATH}/${ID}` },
		sends: 'update-custom-field-badge/request/Request Example',
		answers: 'update-custom-field-badge/200/Sample response',
		outcomes: [
			[
				{
					id: ID,
					name: 'CF32 date',
					dataType: 'STRING',
					isMandatory: false,
					defaultValue: 'cgvhjb',
					isActive: true,
					createdOn: '2026-02-18T13:18:34.000Z',
					lastUpdatedOn: '2026-02-19T10:23:23.000Z',
				},
			],
		],
	},
	{
		name: 'update, refused with an empty object',
		...changed,
		answers: 'update-custom-field-badge/400/Result',
		outcomes: [{ says: /HTTP status 400/ }],
	},
	{
		name: 'list',
		operation: ['customField', 'getAll'],
		items: [{ returnAll: false, limit: 10, simplify: true, filters: { isActive: true } }],
		request: {
			method: 'GET',
			path: PATH,
			query: { isActive: true, page: 0, size: 10 },
		},
		answers: LIST,
		outcomes: [
			customFieldROList.map((field) => ({
				id: field.id,
				name: field.name,
				dataType: field.dataType,
				isMandatory: field.isMandatory,
				defaultValue: field.defaultValue,
				isActive: field.isActive,
				createdOn: utc(field.createdOnISO),
				lastUpdatedOn: utc(field.lastUpdatedOnISO),
			})),
		],
	},
	{
		name: 'list, whole objects',
		operation: ['customField', 'getAll'],
		items: [{ returnAll: true, simplify: false }],
		answers: LIST,
		outcomes: [customFieldROList],
	},
	{
		name: 'get',
		operation: ['customField', 'get'],
		items: [{ customField: '68c80d2e28a4f97c042c5daa', simplify: true }],
		request: { method: 'GET', path: `${PATH}/68c80d2e28a4f97c042c5daa` },
		answers: 'get-custom-field-by-id/200/Sample response',
		outcomes: [
			[
				{
					id: '68c80d2e28a4f97c042c5daa',
					name: 'CF 155',
					dataType: 'STRING',
					isMandatory: false,
					defaultValue: null,
					isActive: true,
					createdOn: '2025-09-15T12:57:18.000Z',
					lastUpdatedOn: '2025-11-11T06:46:19.000Z',
				},
			],
		],
	},
	{
		name: 'get, refused with an empty object',
		operation: ['customField', 'get'],
		items: [{ customField: ID, simplify: true }],
		answers: 'get-custom-field-by-id/400/Result',
		outcomes: [{ says: /HTTP status 400/ }],
	},
];
