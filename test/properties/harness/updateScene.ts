import type { IDataObject } from 'n8n-workflow';

import type { RawResponse, MadeCall } from './corruptingServer';
import { fieldsOf, isSame } from '../invariants/validResponses';
import { locator } from '../generators/work';
import type { SceneRunner } from './sceneRunner';
import { exactJson } from '../invariants/exactJson';
import { THINGS, type UpdateKind, type UpdatePlan } from '../generators/updates';

type Json = Record<string, unknown>;

/** A call about a thing, and its response. */
interface Exchange {
	method: string;
	thing: string;
	/** The body of the call. */
	body: Json;
	status: number;
	/** The data of the response. */
	data: Json;
}

/**
 * A value that others set, whether the node read it, and whether an earlier read may have led to
 * its loss.
 */
interface OthersValue {
	value: unknown;
	isRead: boolean;
	mayBeLost: boolean;
}

/**
 * Updates things while others change them.
 *
 * @throws Error when the node sends back something else than it read, overwrites what others changed before it
 * read, or reports an item as done although the response does not show all changes
 */
export async function updateAmidChanges(
	runner: SceneRunner,
	kind: UpdateKind,
	plan: UpdatePlan,
): Promise<void> {
	const state = runner.empty();
	const ids = Array.from({ length: THINGS }, (_, n) => kind.add(state, `Thing ${n}`).id);
	const names = Object.keys(kind.fields);
	const requested = [...new Set(plan.fields.map((at) => names[at % names.length]))];
	const items = plan.rows.map(({ thing, value }) => ({
		id: ids[thing],
		...Object.fromEntries(requested.map((name) => [name, valueAt(kind, name, value)])),
	}));
	const exchanges: Exchange[] = [];
	/** The values that others set, by thing and field. */
	const others = new Map<string, OthersValue>();
	/** For each call, what others had set before it. Calls can overtake each other. */
	const before = new WeakMap<MadeCall, OthersValue[]>();
	let writes = 0;
	/**
	 * What is wrong with a write. It is thrown after the run, because the node waits for the
	 * response.
	 */
	let wrong: string | undefined;

	const run = await runner.run({
		parameters: {
			...{ resource: kind.resource, operation: 'update', [kind.resource]: locator('id') },
			updateFields: Object.fromEntries(requested.map((name) => [name, `={{ $json.${name} }}`])),
			options: { maxRetries: 2 },
		},
		...{ items, faults: plan.faults, variants: {} },
		before(call, number) {
			for (const change of plan.others) {
				if (change.at !== number) continue;
				const field = [...names, 'name'][change.field % (names.length + 1)];
				const value = field === 'name' ? `Theirs ${number}` : valueAt(kind, field, change.value);
				const thing = ids[change.thing];
				Object.assign(kind.all(state).get(thing)!, { [field]: value });
				others.set(`${thing} ${field}`, { value, isRead: false, mayBeLost: false });
			}
			const thing = kind.idIn(call.path, call.body);
			const made = [...others].flatMap(([key, one]) => (key.startsWith(`${thing} `) ? [one] : []));
			before.set(call, made);
			if (call.method === 'PUT') for (const one of made) one.mayBeLost ||= !one.isRead;
			if (call.method === 'PUT')
				wrong ??= otherThanRead(kind, requested, exchanges, { call, thing });
		},
		respond(call, given) {
			const thing = kind.idIn(call.path, call.body) ?? '';
			const denied =
				call.method === 'PUT' ? plan.denied.find(({ write }) => write === writes) : undefined;
			if (call.method === 'PUT') writes++;
			const response = changedResponse(
				given,
				plan.unknown,
				denied && { how: denied.how, field: requested[0] },
			);
			const { data } = fieldsOf(exactJson(response.text));
			const body = fieldsOf(exactJson(call.body));
			exchanges.push({
				method: call.method,
				thing,
				body,
				status: response.status,
				data: fieldsOf(data),
			});
			if (call.method === 'GET' && given.status === 200) {
				for (const one of before.get(call) ?? []) one.isRead = true;
			}
			return response;
		},
	});

	if (wrong) throw new Error(wrong);
	if (run.status !== 'success') throw new Error(`The run ended as '${run.status}'`);
	for (const [key, { value, mayBeLost }] of others) {
		const [thing, field] = key.split(' ');
		const now = (kind.all(state).get(thing) as unknown as Json)[field];
		if (!mayBeLost && !requested.includes(field) && now !== value) {
			throw new Error(`${field} of ${thing} was set to ${value} by others, and is ${now}`);
		}
	}
	for (const [row, item] of items.entries()) {
		const its = run.outputs[0].filter(
			({ pairedItem }) => (pairedItem as { item: number }).item === row,
		);
		if (its.length !== 1) throw new Error(`Item ${row} has ${its.length} outcomes`);
		if ('error' in its[0].json) continue;
		const later = items.slice(row).filter(({ id }) => id === item.id);
		if (!isShown(kind, requested, exchanges, later)) {
			throw new Error(
				`Item ${row} is called done: ${JSON.stringify({ later, exchanges }, null, 1)}`,
			);
		}
	}
}

function valueAt({ fields }: UpdateKind, name: string, place: number) {
	const { values } = fields[name];
	return values[place % values.length];
}

/** A response with undocumented fields, and with another value or none for one field. */
function changedResponse(
	given: RawResponse,
	unknown: string[],
	denied?: { how: 'other' | 'none'; field: string },
): RawResponse {
	let { text } = given;
	const added = unknown.map((value, at) => `"future${at}":${value},`).join('');
	text = text.replace(/^\{"data":\{/, (start) => `${start}${added}`);
	if (denied) {
		const value = new RegExp(`"${denied.field}":("[^"]*"|[^,}]*),?`);
		text = text.replace(value, denied.how === 'none' ? '' : `"${denied.field}":"something else",`);
		text = text.replace(/,\}/g, '}');
	}
	return { ...given, text };
}

/**
 * What is wrong with a write: it must follow a reading of the same thing and send everything back
 * except the changes.
 */
function otherThanRead(
	{ readOnly, fields }: UpdateKind,
	requested: string[],
	exchanges: Exchange[],
	{ call, thing }: { call: MadeCall; thing?: string },
): string | undefined {
	const last = exchanges.filter((one) => one.thing === thing).pop();
	if (last?.method !== 'GET' || !isSame(last.data.id, `"${thing}"`)) {
		return `${thing} was written without being read before`;
	}
	const body = fieldsOf(exactJson(call.body));
	const changed = requested.map((name) => fields[name].sent);
	for (const [name, value] of Object.entries(last.data)) {
		if (readOnly.includes(name) || changed.includes(name)) continue;
		if (JSON.stringify(body[name]) !== JSON.stringify(value)) {
			const sent = JSON.stringify(body[name]);
			return `${name} was read as ${JSON.stringify(value)} and sent back as ${sent}`;
		}
	}
	return undefined;
}

/**
 * Some write had the values of the row or of a later row of the same thing, and a response then
 * showed them.
 */
function isShown(
	{ fields }: UpdateKind,
	requested: string[],
	exchanges: Exchange[],
	rows: IDataObject[],
): boolean {
	const wants = (body: Json, row: IDataObject) =>
		requested.every((name) => body[fields[name].sent] === exact(row[name]));
	return exchanges.some(({ method, thing, body }, at) => {
		const matches = method === 'PUT' && thing === rows[0].id;
		if (!matches || !rows.some((row) => wants(body, row))) return false;
		return exchanges
			.slice(at)
			.some(
				({ status, data }) =>
					status === 200 &&
					data.id === exact(thing) &&
					requested.every((name) => data[fields[name].sent] === body[fields[name].sent]),
			);
	});
}

const exact = (value: unknown) => exactJson(JSON.stringify(value));
