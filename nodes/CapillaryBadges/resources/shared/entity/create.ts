import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../api/call';
import { defineOperation, type Operation, type RefuseField } from '../../../engine/operation';
import { sanitizeName } from '../../../errors/untrustedText';
import {
	propertiesOf,
	readFields,
	type AnyFields,
	type Field,
	type Fields,
} from '../../../fields/field';
import { simplifyField } from '../../../fields/simplify';
import { settleEntity, type Entity } from './entity';
import { findCreated, type NameSearch } from './findCreated';

/** How entities of a kind are created. */
interface Creation<Row> {
	action: string;
	description: string;
	/** Where the body is sent to. */
	path: string;
	fields: Fields<Row>;
	/** The entity as Capillary takes it. */
	body(row: Row): IDataObject;
	headers?(row: Row): Call['headers'];
	/** Refuses values that do not fit together. */
	validate?(row: Row, refuse: RefuseField<Row>): void;
	/** How an entity that was created without a response is found. */
	sameName: NameSearch;
}

/** What a row asks to create. */
interface Asked {
	body: IDataObject;
	headers?: Call['headers'];
}

interface Asks {
	asked: Asked;
	simplify: boolean;
}

/** The operation that creates an entity. */
export function createEntity<Row>(entity: Entity, creation: Creation<Row>): Operation {
	const { action, description, path, sameName } = creation;
	return defineOperation({
		option: { name: 'Create', value: 'create', action, description },
		fields: { asked: askedField(creation), simplify: simplifyField },
		describe: ({ asked: { body } }) =>
			`create the ${entity.is} '${sanitizeName(String(body.name))}'`,
		single: {
			build: ({ asked: { body, headers } }) => ({
				method: 'POST',
				path,
				...(headers ? { headers } : {}),
				body,
			}),
			settle: ({ asked: { body }, simplify }, response) =>
				settleEntity(entity, body, simplify, response),
		},
		repeat: { verify: findCreated(entity, sameName, (row: Asks) => row.asked.body) },
	});
}

/** All fields as one, whose value is what is sent. */
function askedField<Row>({ fields, body, headers, validate }: Creation<Row>): Field<Asked> {
	return {
		properties: propertiesOf(fields as AnyFields),
		read(input) {
			const row = readFields(fields, input);
			validate?.(row, (name, why, next) => input.refuse(fields[name].properties[0], why, next));
			return { body: body(row), headers: headers?.(row) };
		},
	};
}
