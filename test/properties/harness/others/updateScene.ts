import type { IDataObject } from 'n8n-workflow';

import type { Answer, MadeCall } from '../answers/answeringServer';
import { fieldsOf, isSame } from '../answers/hearing';
import { locator } from '../work';
import type { BesideOthers } from './bench';
import { exactJson } from './exactJson';
import { THINGS, type UpdateKind, type UpdatePlan } from './updates';

type Json = Record<string, unknown>;

/** A call about a thing, and what the node was told. */
interface Told {
	method: string;
	thing: string;
	/** What was sent. */
	body: Json;
	status: number;
	/** The data of the answer. */
	data: Json;
}

/** What others set, whether the node read it, and whether a write that it was too late for may have undone it. */
interface OthersValue {
	value: unknown;
	isRead: boolean;
	mayBeLost: boolean;
}

/**
 * Updates things while others change them too.
 *
 * @throws Error when the node sends back something else than it read, undoes what others did before it
 * read, or calls an item done whose answer shows less than was asked for
 */
export async function updateBesideOthers(
	bench: BesideOthers,
	kind: UpdateKind,
	plan: UpdatePlan,
): Promise<void> {
	const state = bench.empty();
	const ids = Array.from({ length: THINGS }, (_, n) => kind.add(state, `Thing ${n}`).id);
	const names = Object.keys(kind.fields);
	const asked = [...new Set(plan.fields.map((at) => names[at % names.length]))];
	const items = plan.rows.map(({ thing, value }) => ({
		id: ids[thing],
		...Object.fromEntries(asked.map((name) => [name, valueAt(kind, name, value)])),
	}));
	const told: Told[] = [];
	/** What others set, by thing and field. */
	const others = new Map<string, OthersValue>();
	/** For each reading what others had set when it began: calls overtake each other. */
	const before = new WeakMap<MadeCall, OthersValue[]>();
	let writes = 0;
	/** What is wrong with a write; thrown once the run is over, as the node waits for the answer. */
	let wrong: string | undefined;

	const run = await bench.run({
		parameters: {
			...{ resource: kind.resource, operation: 'update', [kind.resource]: locator('id') },
			updateFields: Object.fromEntries(asked.map((name) => [name, `={{ $json.${name} }}`])),
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
			if (call.method === 'PUT') wrong ??= otherThanRead(kind, asked, told, { call, thing });
		},
		answer(call, given) {
			const thing = kind.idIn(call.path, call.body) ?? '';
			const denied =
				call.method === 'PUT' ? plan.denied.find(({ write }) => write === writes) : undefined;
			if (call.method === 'PUT') writes++;
			const answer = answered(given, plan.unknown, denied && { how: denied.how, field: asked[0] });
			const { data } = fieldsOf(exactJson(answer.text));
			const body = fieldsOf(exactJson(call.body));
			told.push({ method: call.method, thing, body, status: answer.status, data: fieldsOf(data) });
			if (call.method === 'GET' && given.status === 200) {
				for (const one of before.get(call) ?? []) one.isRead = true;
			}
			return answer;
		},
	});

	if (wrong) throw new Error(wrong);
	if (run.status !== 'success') throw new Error(`The run ended as '${run.status}'`);
	for (const [key, { value, mayBeLost }] of others) {
		const [thing, field] = key.split(' ');
		const now = (kind.all(state).get(thing) as unknown as Json)[field];
		if (!mayBeLost && !asked.includes(field) && now !== value) {
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
		if (!isShown(kind, asked, told, later)) {
			throw new Error(`Item ${row} is called done: ${JSON.stringify({ later, told }, null, 1)}`);
		}
	}
}

function valueAt({ fields }: UpdateKind, name: string, place: number) {
	const { values } = fields[name];
	return values[place % values.length];
}

/** An answer with fields that no document names; and with another value, or none, in the place of one. */
function answered(
	given: Answer,
	unknown: string[],
	denied?: { how: 'other' | 'none'; field: string },
): Answer {
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
 * What is wrong with a write: it has to follow a reading of the same thing, and to send back all of it but
 * what is asked for.
 */
function otherThanRead(
	{ readOnly, fields }: UpdateKind,
	asked: string[],
	told: Told[],
	{ call, thing }: { call: MadeCall; thing?: string },
): string | undefined {
	const last = told.filter((one) => one.thing === thing).pop();
	if (last?.method !== 'GET' || !isSame(last.data.id, `"${thing}"`)) {
		return `${thing} was written without being read before`;
	}
	const body = fieldsOf(exactJson(call.body));
	const changed = asked.map((name) => fields[name].sent);
	for (const [name, value] of Object.entries(last.data)) {
		if (readOnly.includes(name) || changed.includes(name)) continue;
		if (JSON.stringify(body[name]) !== JSON.stringify(value)) {
			const sent = JSON.stringify(body[name]);
			return `${name} was read as ${JSON.stringify(value)} and sent back as ${sent}`;
		}
	}
	return undefined;
}

/** Some write asked for what the row or a later one of the same thing wants, and an answer then showed it. */
function isShown(
	{ fields }: UpdateKind,
	asked: string[],
	told: Told[],
	rows: IDataObject[],
): boolean {
	const wants = (body: Json, row: IDataObject) =>
		asked.every((name) => body[fields[name].sent] === exact(row[name]));
	return told.some(({ method, thing, body }, at) => {
		const isIts = method === 'PUT' && thing === rows[0].id;
		if (!isIts || !rows.some((row) => wants(body, row))) return false;
		return told
			.slice(at)
			.some(
				({ status, data }) =>
					status === 200 &&
					data.id === exact(thing) &&
					asked.every((name) => data[fields[name].sent] === body[fields[name].sent]),
			);
	});
}

const exact = (value: unknown) => exactJson(JSON.stringify(value));
