import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../api/client';
import { asText } from '../api/values';
import { explain } from '../errors/explain';
import type { Failed } from '../errors/refusal';
import { sanitizeName } from '../errors/untrustedText';
import { nearestNames, thingNamed, type ByName, type NamedThing } from '../fields/byName';
import { trimmed, type Read } from '../fields/characters';
import type { Names } from '../fields/names';
import { isObjectId } from '../fields/objectId';
import type { ParameterReader } from '../fields/parameterReader';
import { locatorIn } from '../fields/references';
import type { RunContext } from './context';
import { inTurns } from './eventLoop';
import { readList } from './list';
import { firstPage } from './page';
import { runConcurrently } from './pool';
import type { List } from './requests';
import { notConfirmed } from './results';

/** Most unknown names for which similar names are suggested. */
const MOST_WITH_SUGGESTIONS = 5;
/** With more names than this, the list of all things is read, and not searched for each name. */
const MANY = 10;

/** Items of an account, and the client to look names up with. */
interface ItemsOfAccount {
	items: Iterable<number>;
	run: Pick<RunContext, 'client' | 'options'>;
	/** Takes what is found, for the fields to read. */
	names: Names;
}

/** Whether the node holds a name in the place of an ID. */
export function isByName(reader: ParameterReader, { parameter }: ByName): boolean {
	return locatorIn(reader.held(parameter))?.mode === 'name';
}

/** Finds the IDs of things that the items name, once for each name and account. */
export async function findNames(
	rules: ByName[],
	reader: ParameterReader,
	accounts: ItemsOfAccount[],
): Promise<void> {
	for (const { items, run, names } of accounts) {
		for (const rule of rules) {
			const typed = new Set<string>();
			await inTurns(items, (index) => {
				const name = nameFor(reader, rule, index);
				if (name !== '' && !isObjectId(name)) typed.add(name);
			});
			const search = new Search(run.client, rule, typed.size > MANY);
			await runConcurrently([...typed], run.options.concurrency, async (name) => {
				const found = await search.find(name);
				if (found.status === 'read') names.note(found.value.id, found.value.name);
				names.found(rule.parameter, name, found);
				return [];
			});
		}
	}
}

/** The name in a field; `''` where it has none, which is refused when the item is read. */
function nameFor(reader: ParameterReader, { parameter }: ByName, index: number): string {
	try {
		const name = trimmed(String(reader.read(parameter, index) ?? ''));
		return name.status === 'read' ? name.value : '';
	} catch {
		return '';
	}
}

/** A list as far as it was read. */
interface Found {
	status: 'read';
	things: NamedThing[];
}

/** Searches the things of a kind; the list of all is read once at most. */
class Search {
	private list?: Promise<Found | Failed>;

	private unknownNames = 0;

	constructor(
		private readonly client: Client,
		private readonly rule: ByName,
		/** Whether so many names are searched that the list of all takes fewer calls. */
		private readonly isLong: boolean,
	) {}

	async find(name: string): Promise<Read<NamedThing>> {
		const all = async () => await (this.list ??= thingsIn(this.client, this.rule));
		if (this.isLong && (await all()).status === 'read') return this.findIn(await all(), name);
		const likely = await thingsIn(this.client, this.rule, name);
		const named = likely.status === 'read' ? thingNamed(name, likely.things) : undefined;
		// Capillary's own search may miss a name that is spelled in another way, or not take it.
		return named ?? this.findIn(await all(), name);
	}

	private findIn(all: Found | Failed, name: string): Read<NamedThing> {
		if (all.status === 'failed') return notLookedUp(all);
		return thingNamed(name, all.things) ?? this.unknown(name, all.things);
	}

	private unknown(name: string, things: NamedThing[]): Read<NamedThing> {
		// A wrong column gives thousands of names, and comparing each takes a while.
		const isSuggested = ++this.unknownNames <= MOST_WITH_SUGGESTIONS;
		const nearest = isSuggested ? nearestNames(name, things) : [];
		const names = nearest.map((like) => `'${sanitizeName(like)}'`).join(', ');
		return {
			status: 'refused',
			why: `is not the name of ${this.rule.one}: '${sanitizeName(name)}'`,
			next: `${names && `Similar names: ${names}. `}Correct the name, or pick it from the list.`,
		};
	}
}

/** All things, or only those whose name can contain `name`. A list that is not whole is a failure. */
async function thingsIn(
	client: Client,
	{ call, list }: ByName,
	name?: string,
): Promise<Found | Failed> {
	const things: List<undefined> = {
		limit: () => Infinity,
		call: () => call(name),
		entries: () => ({ ...list, id: ['id'] }),
		output: (entry) => entry as IDataObject,
	};
	const isOptional = name !== undefined;
	const first = await client.send(firstPage(things, undefined), { isOptional });
	if (first.status === 'failed') return first;
	const read = await readList(client, things, undefined, first);
	if (read.status === 'failed') return read;
	if (read.notice) return notConfirmed(first.response, 'does not have the whole list');
	const entries = read.output.map(({ id, name: has }) => ({ id: asText(id), name: asText(has) }));
	return {
		status: 'read',
		things: entries.filter(
			(thing): thing is NamedThing => thing.id !== null && thing.name !== null,
		),
	};
}

function notLookedUp({ refusal }: Failed): Read<NamedThing> {
	const { why, next } = explain(refusal);
	return { status: 'refused', why: `could not be looked up by name: ${why}`, next };
}
