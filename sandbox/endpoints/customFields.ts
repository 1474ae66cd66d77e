// Custom fields of badges.
import { dataTypes, type CustomField } from '../data/model';
import { checkAll, type Checks } from '../http/refusal';
import type { SandboxState } from '../data/state';
import { entryOf, isNameTaken, view } from './definitions';
import { badgesEndpoint, ok } from './endpoint';
import { paged, pageOf } from './paging';
import { booleanOf, objectOf, oneOf, textOf } from './reading';

type FieldForm = Partial<
	Pick<CustomField, 'name' | 'isMandatory' | 'defaultValue' | 'dataType' | 'isActive'>
>;

/** https://docs.capillarytech.com/reference/create-custom-field */
const create = badgesEndpoint('POST', '/customField', ({ state, body, record }) => {
	const form = formOf(body);
	checkAll(CHECKS, form, { state });
	const field = state.addCustomField(form);
	record({ change: 'customFieldCreated', customFieldId: field.id });
	return ok(view(field));
});

/** https://docs.capillarytech.com/reference/update-custom-field-badge */
const update = badgesEndpoint(
	'PUT',
	'/customField/:customFieldId',
	({ state, params, body, record }) => {
		const form = formOf(body);
		const field = entryOf(state.customFields, params.customFieldId, 'customFieldNotFound');
		checkAll(CHECKS, form, { state, field });
		Object.assign(field, form, { lastUpdatedOn: state.now() });
		record({ change: 'customFieldUpdated', customFieldId: field.id });
		return ok(view(field));
	},
);

/** Last changed first, as in https://docs.capillarytech.com/reference/get-all-custom-fields */
const list = badgesEndpoint('GET', '/customField', ({ state, query, variants }) => {
	oneOf(query.sortOn ?? 'LAST_UPDATED_DATE', 'sortOn', ['LAST_UPDATED_DATE']);
	const order = oneOf(query.order ?? 'DESC', 'order', ['ASC', 'DESC']);
	const fields = [...state.customFields.values()]
		.filter(({ isActive }) => !query.isActive || String(isActive) === query.isActive)
		.sort((one, other) => one.lastUpdatedOn - other.lastUpdatedOn);
	if (order === 'DESC') fields.reverse();
	const { items, pagination } = paged(fields, pageOf(query, variants));
	return ok({ customFieldROList: items.map(view), pagination });
});

/** https://docs.capillarytech.com/reference/get-custom-field-by-id */
const get = badgesEndpoint('GET', '/customField/:customFieldId', ({ state, params }) => {
	return ok(view(entryOf(state.customFields, params.customFieldId, 'customFieldNotFound')));
});

/** The calls about custom fields. */
export const customFields = [create, update, list, get];

const CHECKS: Checks<FieldForm, { state: SandboxState; field?: CustomField }> = {
	nameMissing: ({ name }) => name === undefined,
	fieldNameTaken: ({ name }, { state, field }) => isNameTaken(state.customFields, name, field),
	dataTypeMissing: ({ dataType }) => dataType === undefined,
	dataTypeFixed: ({ dataType }, { field }) =>
		field !== undefined && dataType !== undefined && dataType !== field.dataType,
	defaultMissing: ({ isMandatory, defaultValue }) => isMandatory === true && defaultValue === null,
	defaultNotNumber: ({ dataType, defaultValue }) =>
		dataType === 'INTEGER' && isGiven(defaultValue) && !/^-?\d+$/.test(defaultValue),
	defaultNotBoolean: ({ dataType, defaultValue }) =>
		dataType === 'BOOLEAN' && isGiven(defaultValue) && !/^(true|false)$/i.test(defaultValue),
};

function isGiven(text: string | null | undefined): text is string {
	return text !== null && text !== undefined;
}

/** Reads the body. Without `isActive`, an update keeps the flag. */
function formOf(body: unknown): FieldForm {
	const { name, isMandatory = false, defaultValue, dataType, isActive } = objectOf(body);
	return {
		name: textOf(name),
		isMandatory: booleanOf(isMandatory, 'isMandatory'),
		defaultValue: textOf(defaultValue) ?? null,
		dataType: textOf(dataType) === undefined ? undefined : oneOf(dataType, 'dataType', dataTypes),
		...(textOf(isActive) === undefined ? {} : { isActive: booleanOf(isActive, 'isActive') }),
	};
}
