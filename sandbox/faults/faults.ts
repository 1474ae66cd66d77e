// The faults that a client of the sandbox can ask for, and the rules that say which calls they hit.

/** What can go wrong with a call. */
export type Fault =
	/** Responds with this status instead of doing the work. */
	| { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
	/** Does the work, then responds with this status. */
	| { kind: 'statusAfterWork'; status: number; body?: unknown; headers?: Record<string, string> }
	/** Closes the connection instead of doing the work. */
	| { kind: 'dropBefore' }
	/** Does the work, then closes the connection without a response. */
	| { kind: 'dropAfter' }
	/** Does the work, then closes the connection in the middle of the response. */
	| { kind: 'cut' }
	/** Responds with the web page of a proxy; does the work only with `afterWork`. */
	| { kind: 'html'; status: number; afterWork?: boolean }
	/** Responds with HTTP 200 and an empty body; does the work only with `afterWork`. */
	| { kind: 'empty'; afterWork?: boolean }
	/** Does the work and leaves this customer out of the response. */
	| { kind: 'omitCustomer'; customerId: string | number }
	/** Does the work and names another customer (`as`) instead of this one. */
	| { kind: 'wrongCustomer'; customerId: string | number; as?: string | number }
	/**
	 * Every token expires just before this call is checked. The fields say what this call gets as its
	 * response; later calls, and fields left out, follow the variants `deadToken…`.
	 */
	| { kind: 'expireTokens'; status?: number; code?: 401 | 498; envelope?: 'v2' | 'badges' | 'v1.1' }
	/** Waits this many milliseconds before anything is done. */
	| { kind: 'delay'; ms: number };

/** A fault and the calls that it hits. */
export interface FaultRule {
	/** The calls; without it, every call including sign-in. `path` is any part of the path. */
	match?: { method?: string; path?: string };
	/** How many matching calls pass first; 0 by default. */
	skip?: number;
	/** How many matching calls are hit; 1 by default. */
	times?: number | 'always';
	fault: Fault;
}

/** How many calls the sandbox takes before it responds with 429. */
export interface RateLimit {
	/** Calls per window; sign-in does not count. */
	calls: number;
	/** A window starts with the first call after the end of the last window. */
	windowMs: number;
	/** The form of the Retry-After header. */
	retryAfter: 'none' | 'seconds' | 'date';
}

/** Faults that replace the response: a call is hit by one of them at most. */
const REPLACING = new Set<Fault['kind']>([
	'status',
	'statusAfterWork',
	'dropBefore',
	'dropAfter',
	'cut',
	'html',
	'empty',
]);

interface ActiveRule extends FaultRule {
	skip: number;
	left: number;
}

/** The rules in force. */
export class FaultRules {
	private rules: ActiveRule[] = [];

	/** Replaces all rules. */
	set(rules: FaultRule[]): void {
		this.rules = rules.map((rule) => ({
			...rule,
			skip: rule.skip ?? 0,
			left: rule.times === 'always' ? Infinity : (rule.times ?? 1),
		}));
	}

	/** The rules that are not used up, with the number of calls that they will still hit. */
	get pending(): FaultRule[] {
		return this.rules
			.filter((rule) => rule.left > 0)
			.map(({ left, ...rule }) => ({ ...rule, times: left === Infinity ? 'always' : left }));
	}

	/**
	 * Returns the faults for a call and counts them. Rules apply in their order. Once a rule has
	 * replaced the response, further rules that would replace it wait for the next call.
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
