import type { Call } from '../api/call';
import type { PagedList } from '../api/paging';
import { sanitizeName } from '../errors/untrustedText';
import { trimmed, type Read } from './characters';

/** How things of a kind are found by their name. */
export interface ByName {
	/** Name of the parameter that holds the locator. */
	parameter: string;
	/** The words for one of them, such as `a badge`. */
	one: string;
	/** The call for the list, without its page: with a name, of the things whose name can contain it. */
	call(name?: string): Call;
	/** Where the entries are in its response. */
	list: PagedList;
}

/** A thing in such a list. */
export interface NamedThing {
	id: string;
	name: string;
}

/** How many names a message suggests. */
const MOST_SUGGESTED = 3;

/**
 * The thing with this name. A name in the same upper and lower case wins. Otherwise case does not count.
 *
 * @returns undefined when nothing has the name
 */
export function thingNamed(name: string, things: NamedThing[]): Read<NamedThing> | undefined {
	const exact = things.filter((thing) => plain(thing.name) === plain(name));
	const alike =
		exact.length > 0 ? exact : things.filter((thing) => folded(thing.name) === folded(name));
	const [first, ...others] = alike;
	if (!first) return undefined;
	if (others.length === 0) return { status: 'read', value: first };
	const found = alike
		.slice(0, MOST_SUGGESTED)
		.map((thing) => `${sanitizeName(thing.name)} (${sanitizeName(thing.id)})`);
	return {
		status: 'refused',
		why: `fits several: ${found.join(', ')}`,
		next: "Choose 'By ID' or 'From List' to say which one is meant.",
	};
}

/** Characters of a name that are compared for likeness. */
const MOST_COMPARED = 100;

/** The names that look most like one that nothing has. */
export function nearestNames(name: string, things: NamedThing[]): string[] {
	const wanted = pairsIn(name);
	return things
		.map((thing) => ({ name: thing.name, likeness: likeness(wanted, pairsIn(thing.name)) }))
		.filter((thing) => thing.likeness > 0)
		.sort((one, other) => other.likeness - one.likeness)
		.slice(0, MOST_SUGGESTED)
		.map((thing) => thing.name);
}

/** A name without what people do not see: blanks around it, and how its accents are composed. */
function plain(name: string): string {
	const text = trimmed(name);
	return (text.status === 'read' ? text.value : name).normalize('NFC').replace(/\u00a0/g, ' ');
}

function folded(name: string): string {
	return plain(name).toLowerCase();
}

function pairsIn(name: string): Set<string> {
	const characters = [...` ${folded(name.slice(0, MOST_COMPARED))} `];
	return new Set(characters.slice(1).map((character, nth) => characters[nth] + character));
}

/** The part of the pairs of characters that both have, from 0 to 1 (the Sørensen-Dice coefficient). */
function likeness(one: Set<string>, other: Set<string>): number {
	const shared = [...one].filter((pair) => other.has(pair)).length;
	return (2 * shared) / (one.size + other.size);
}
