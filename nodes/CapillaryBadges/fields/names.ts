import { sanitizeName } from '../errors/untrustedText';
import type { NamedThing } from './byName';
import type { Read } from './characters';

/** IDs of badges and of what belongs to them. */
const ID = /\b[0-9a-f]{24}\b/g;

/** What the lists of the editor show behind a name. */
const REMARKS = / \((?:upcoming|expired|ended|inactive)(?:, inactive)?\)$/;

/** Names of things by their IDs, for texts, and IDs that were looked up by a name. */
export class Names {
	private readonly lookedUp = new Map<string, Read<NamedThing>>();

	constructor(private readonly byId = new Map<string, string>()) {}

	/** For the items of one account: the same names by ID, but no IDs by name, which differ between accounts. */
	ofAccount(): Names {
		return new Names(this.byId);
	}

	/** Notes the name of a thing, such as the one that the editor keeps beside an ID. */
	note(id: string, name: string): void {
		if (!this.byId.has(id)) this.byId.set(id, sanitizeName(name.replace(REMARKS, '')));
	}

	/** Notes what was looked up by a name; `parameter` is the field that holds the name. */
	found(parameter: string, name: string, thing: Read<NamedThing>): void {
		this.lookedUp.set(`${parameter} ${name}`, thing);
	}

	/** What was looked up by a name; undefined when nobody looked. */
	thingNamed(parameter: string, name: string): Read<NamedThing> | undefined {
		return this.lookedUp.get(`${parameter} ${name}`);
	}

	/** A text with each known name before its ID: `badge Summer Sale (653ddb33b3cda7078c7c68e9)`. */
	in(text: string): string {
		return text.replace(ID, (id) => (this.byId.has(id) ? `${this.byId.get(id)} (${id})` : id));
	}
}
