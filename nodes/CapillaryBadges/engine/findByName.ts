import type { Client } from '../api/client';
import { isObject } from '../api/json';
import { entriesIn, hasNext, pageCall, totalsIn } from '../api/paging';
import { asText } from '../api/values';
import { explain } from '../errors/explain';
import type { Failed } from '../errors/refusal';
import { sanitizeName } from '../errors/untrustedText';
import { nearestNames, thingNamed, type ByName, type NamedThing } from '../fields/byName';
import { trimmed, type Read } from '../fields/characters';
import type { Names } from '../fields/names';
import { isObjectId } from '../fields/objectId';
import type { ParameterReader } from '../fields/parameters';
import { locatorIn } from '../fields/references';
import type { RunContext } from './context';
import { inTurns } from './eventLoop';
import { PAGE_SIZE } from './page';
import { runConcurrently } from './pool';

/** Most pages of a list that is searched for a name. */
const MOST_PAGES = 50;

/** More names than that are searched in the list of all. */
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

/** Searches the things of a kind; the list of all is read once at most. */
class Search {
	private list?: Promise<NamedThing[] | Failed>;

	constructor(
		private readonly client: Client,
		private readonly rule: ByName,
		/** Whether so many names are searched that the list of all takes fewer calls. */
		private readonly isLong: boolean,
	) {}

	async find(name: string): Promise<Read<NamedThing>> {
		const likely = async () => await thingsIn(this.client, this.rule, name);
		const all = async () => await (this.list ??= thingsIn(this.client, this.rule));
		// Capillary's own search may miss a name that is spelled in another way.
		for (const things of this.isLong ? [all, likely] : [likely, all]) {
			const found = await things();
			if (!Array.isArray(found)) return notLookedUp(found);
			const named = thingNamed(name, found);
			if (named) return named;
		}
		const known = await all();
		return unknown(name, this.rule, Array.isArray(known) ? known : []);
	}
}

/** All entries of a list, or of those whose name can contain a text. */
async function thingsIn(
	client: Client,
	{ call, list }: ByName,
	name?: string,
): Promise<NamedThing[] | Failed> {
	const things = new Map<string, NamedThing>();
	for (let page = 0; page < MOST_PAGES; page++) {
		const sent = await client.send(pageCall(call(name), list, page, PAGE_SIZE));
		if (sent.status === 'failed') return sent;
		const { data } = sent.response;
		const entries = entriesIn(data, list) ?? [];
		for (const { id, name: has } of entries.filter(isObject)) {
			const [key, text] = [asText(id), asText(has)];
			if (key !== null && text !== null) things.set(key, { id: key, name: text });
		}
		if (!hasNext({ entries, ...totalsIn(data) }, page, PAGE_SIZE)) break;
	}
	return [...things.values()];
}

function unknown(name: string, { one }: ByName, things: NamedThing[]): Read<NamedThing> {
	const nearest = nearestNames(name, things).map((like) => `'${sanitizeName(like)}'`);
	return {
		status: 'refused',
		why: `is not the name of ${one}: '${sanitizeName(name)}'`,
		next:
			nearest.length > 0
				? `Similar names: ${nearest.join(', ')}. Correct the name, or pick it from the list.`
				: 'Correct the name, or pick it from the list.',
	};
}

function notLookedUp({ refusal }: Failed): Read<NamedThing> {
	const { why, next } = explain(refusal);
	return { status: 'refused', why: `could not be looked up by name: ${why}`, next };
}
