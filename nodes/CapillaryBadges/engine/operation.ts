import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Call, Response } from '../api/call';
import type { ByName } from '../fields/byName';
import {
	propertiesOf,
	readFields,
	type AnyFields,
	type Fields,
	type Refuse,
} from '../fields/field';
import type { Input } from '../fields/input';
import { optionsField } from './options';
import type { Repeat } from './repeat';
import type { Requests } from './requests';
import type { Outcome } from './results';

/** What a row lacks: the values when they are known, or the call that finds them. */
export type Missing<Added> = { status: 'known'; added: Added } | { status: 'call'; call: Call };

/** How one call makes many look-ups. It is right only when no two customers share the identifier. */
export interface LookUpTogether<Row> {
	/** Most questions in one call. */
	maxEntries: number;
	/** The value to ask for a row, and its kind; only values of one kind share a call. */
	question(row: Row): { kind: string; value: string } | undefined;
	build(kind: string, values: string[]): Call;
	/**
	 * The data that a single look-up would have found, by the value that was asked for, as far as the response
	 * leaves no doubt. Undefined when no response of this service can be relied on.
	 */
	found(kind: string, values: string[], response: Response): Map<string, unknown> | undefined;
}

/** What must be known before the request can be built. Each distinct call is made once a run. */
export interface LookUp<Row, Added> {
	/** What the row lacks. */
	find(row: Row): Missing<Added>;
	/** How several are looked up in one call, where the user asks for it. */
	together?: LookUpTogether<Row>;
	/**
	 * What completes the row; several values when the item consists of several rows.
	 *
	 * @param taken which row of this run takes which thing, by the ID of the thing. A row that takes a thing
	 * adds it, so that no other row takes the same
	 * @param repeats when the first try of the node began, if n8n repeats it and that try may have done
	 * the row (epoch milliseconds, Capillary's clock)
	 */
	complete(
		row: Row,
		response: Response,
		taken: Map<string, Row>,
		repeats?: number,
	): { status: 'found'; found: Added[] } | Outcome;
}

/** Refuses a row because of one of its fields: `why` continues the sentence that begins with the label. */
export type RefuseField<Row> = (field: keyof Row, ...why: Parameters<Refuse>) => never;

/** A row with the options of the operation, and what was looked up for it. */
type Full<Row, Options, Added> = Row & Added & { options: Partial<Options> };

/**
 * One operation of the node: data and pure functions, which the engine calls. It has no loop over items,
 * catches nothing and sends nothing.
 */
export type Definition<Row, Options extends object, Added> = Requests<Full<Row, Options, Added>> & {
	/** Its entry in the Operation list. */
	option: INodePropertyOptions & { value: string; action: string; description: string };
	/** Its fields in the editor, by their names in the row. */
	fields: Fields<Row>;
	/** Further entries of its Options collection. */
	options?: Fields<Options>;
	/** Notices below the fields. */
	notices?: INodeProperties[];
	/** Refuses values that do not fit together. */
	validate?(row: Row, refuse: RefuseField<Row>): void;
	/** The row in words, to complete 'Could not …'. */
	describe(row: Row & Partial<Added>): string;
	lookUp?: LookUp<NoInfer<Row>, Added>;
	repeat?: Repeat<Full<Row, Options, Added>>;
};

/** An operation as the engine and the registry use it. */
export type Operation<Row = unknown> = Requests<Row> & {
	option: INodePropertyOptions & { value: string; action: string; description: string };
	/** How to look up the things that its fields name by their name. */
	byName: ByName[];
	/** All of its fields, without the resource and operation that they are shown for. */
	properties: INodeProperties[];
	/**
	 * What an item asks for.
	 *
	 * @throws NodeOperationError that names the field, when a value is invalid
	 */
	read(input: Input): Row;
	describe(row: Row): string;
	lookUp?: LookUp<Row, object>;
	repeat: Repeat<Row>;
};

/** Defines an operation. The type of its rows is inferred from its fields. */
export function defineOperation<Row, Options extends object = object, Added = object>(
	definition: Definition<Row, Options, Added>,
): Operation {
	const {
		fields,
		options = {} as Fields<Options>,
		notices = [],
		validate,
		repeat = {},
	} = definition;
	const all = {
		...fields,
		options: optionsField(options, {
			sharesCalls: (definition.batch?.maxEntries ?? 1) > 1,
			looksUpTogether: definition.lookUp?.together !== undefined,
			alreadyDone: repeat.alreadyDone,
		}),
	} as AnyFields;
	return {
		...definition,
		repeat,
		byName: Object.values(all).flatMap((field) => field.byName ?? []),
		properties: [...propertiesOf(all), ...notices],
		read(input: Input) {
			const row = readFields(all as unknown as Fields<Row>, input);
			validate?.(row, (field, why, next) => input.refuse(fields[field].properties[0], why, next));
			return row;
		},
	} as Operation;
}
