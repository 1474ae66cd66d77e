// What the calls about badge groups and custom fields have in common.
import type { Audit } from '../data/model';
import { timeFields } from '../data/times';
import type { ProblemName } from '../http/problems';
import { Refusal } from '../http/refusal';

/** The entry with this ID. @throws Refusal with the problem when there is none */
export function entryOf<Entry>(
	entries: Map<string, Entry>,
	id: string,
	problem: ProblemName,
): Entry {
	const entry = entries.get(id);
	if (!entry) throw new Refusal(problem);
	return entry;
}

/** Whether an entry other than `self` has this name. */
export function isNameTaken<Entry extends { name: string }>(
	entries: Map<string, Entry>,
	name: string | undefined,
	self: Entry | undefined,
): boolean {
	return [...entries.values()].some((other) => other !== self && other.name === name);
}

/** The entry in a response. */
export function view(entry: Audit): Record<string, unknown> {
	const { createdOn, lastUpdatedOn } = entry;
	return { ...entry, ...timeFields({ createdOn, lastUpdatedOn }) };
}
