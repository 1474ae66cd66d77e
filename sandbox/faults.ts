/** What can go wrong with a call. */
export type Fault =
	/** Answers this status instead of doing the work. */
	| { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
	/** Does the work, then answers this status. */
	| { kind: 'statusAfterWork'; status: number; body?: unknown; headers?: Record<string, string> }
	/** Cuts the connection instead of doing the work. */
	| { kind: 'dropBefore' }
	/** Does the work, then cuts the connection without an answer. */
	| { kind: 'dropAfter' }
	/** Does the work, then cuts the connection in the middle of the answer. */
	| { kind: 'cut' }
	/** Answers a proxy's web page; the work is done only with `afterWork`. */
	| { kind: 'html'; status: number; afterWork?: boolean }
	/** Answers HTTP 200 with nothing in it; the work is done only with `afterWork`. */
	| { kind: 'empty'; afterWork?: boolean }
	/** Does the work; the answer leaves this customer out (an answer for one has no data). */
	| { kind: 'omitCustomer'; customerId: string | number }
	/** Does the work; where the answer should name this customer it names another (`as`). */
	| { kind: 'wrongCustomer'; customerId: string | number; as?: string | number }
	/**
	 * Every token there is expires just before this call is checked. What is named says how this call
	 * is told so; the rest, and the calls after it, go by the variants `deadToken…`.
	 */
	| { kind: 'expireTokens'; status?: number; code?: 401 | 498; envelope?: 'v2' | 'badges' | 'v1.1' }
	/** Waits so many milliseconds before anything is done. */
	| { kind: 'delay'; ms: number };

/** A fault, and the calls that it befalls. */
export interface FaultRule {
	/** Which calls it is for; without it every call, sign-in too. `path` is any part of the path. */
	match?: { method?: string; path?: string };
	/** So many matching calls pass first; 0 unless told. */
	skip?: number;
	/** So many matching calls are met; 1 unless told. */
	times?: number | 'always';
	fault: Fault;
}

/** How many calls the server takes before it answers 429. */
export interface RateLimit {
	/** So many calls are let through in a window; sign-in is not counted. */
	calls: number;
	/** A window starts with the first call after the last window's end. */
	windowMs: number;
	/** What the 429 says about waiting. */
	retryAfter: 'none' | 'seconds' | 'date';
}

/** Faults that take the answer's place: a call meets at most one of them. */
const REPLACING = new Set<Fault['kind']>([
	'status',
	'statusAfterWork',
	'dropBefore',
	'dropAfter',
	'cut',
	'html',
	'empty',
]);

interface LiveRule extends FaultRule {
	skip: number;
	left: number;
}

/** The rules in force, and which of them meet the next call. */
export class FaultRules {
	private rules: LiveRule[] = [];

	/** Replaces all rules. */
	set(rules: FaultRule[]): void {
		this.rules = rules.map((rule) => ({
			...rule,
			skip: rule.skip ?? 0,
			left: rule.times === 'always' ? Infinity : (rule.times ?? 1),
		}));
	}

	/** The rules that still have something to do, with how often they will. */
	get pending(): FaultRule[] {
		return this.rules
			.filter((rule) => rule.left > 0)
			.map(({ left, ...rule }) => ({ ...rule, times: left === Infinity ? 'always' : left }));
	}

	/**
	 * The faults that meet this call, counted off. Rules are asked in their order; once one has
	 * taken the answer's place, later ones of that sort neither apply nor count this call, so that
	 * a list of them meets one call after the other.
	 */
	take(method: string, path: string): Fault[] {
		const taken: Fault[] = [];
		for (const rule of this.rules) {
			const replaces = REPLACING.has(rule.fault.kind);
			if (replaces && taken.some(({ kind }) => REPLACING.has(kind))) continue;
			if (rule.left === 0 || !matches(rule, method, path)) continue;
			if (rule.skip > 0) {
				rule.skip--;
				continue;
			}
			rule.left--;
			taken.push(rule.fault);
		}
		return taken;
	}
}

function matches({ match }: FaultRule, method: string, path: string): boolean {
	const sameMethod = !match?.method || match.method.toUpperCase() === method;
	return sameMethod && path.includes(match?.path ?? '');
}
