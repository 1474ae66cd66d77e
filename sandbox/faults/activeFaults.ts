// The faults in force: rules, latency, clock skew, rate limit and the forms of responses.
import { FaultRules, type FaultRule, type RateLimit } from './faults';
import { documentedVariants, type Variants } from './variants';

/** What is to go wrong or differ from the default. */
export interface FaultSettings {
	rules?: FaultRule[];
	/** Every call waits this long before anything is done. */
	latencyMs?: number;
	/** How far Capillary's clock is ahead of the client's; negative when it is behind. */
	clockSkewMs?: number;
	/** Null removes the limit. */
	rateLimit?: RateLimit | null;
	/** Variants that are not named stay as they are. */
	variants?: Partial<Variants>;
}

/** The settings in force. */
export class ActiveFaults {
	readonly rules = new FaultRules();

	latencyMs = 0;

	clockSkewMs = 0;

	rateLimit: RateLimit | null = null;

	variants: Variants = documentedVariants;

	/** @param initial what the sandbox was started with; a reset restores it */
	constructor(private readonly initial: FaultSettings) {
		this.reset();
	}

	/** Applies rules, or the settings that are named; the others stay as they are. */
	set(wanted: FaultRule[] | FaultSettings): void {
		const settings = Array.isArray(wanted) ? { rules: wanted } : wanted;
		const { rules, latencyMs, clockSkewMs, rateLimit, variants } = settings;
		if (rules) this.rules.set(rules);
		this.latencyMs = latencyMs ?? this.latencyMs;
		this.clockSkewMs = clockSkewMs ?? this.clockSkewMs;
		if (rateLimit !== undefined) this.rateLimit = rateLimit && { ...rateLimit };
		this.variants = { ...this.variants, ...variants };
	}

	/** Removes every fault and restores the documented forms. */
	clear(): void {
		this.set({
			rules: [],
			latencyMs: 0,
			clockSkewMs: 0,
			rateLimit: null,
			variants: documentedVariants,
		});
	}

	/** Restores the settings that the sandbox was started with. */
	reset(): void {
		this.clear();
		this.set(this.initial);
	}

	/** The settings in force, for showing. */
	get current(): Required<FaultSettings> {
		const { latencyMs, clockSkewMs, rateLimit, variants } = this;
		return { rules: this.rules.pending, latencyMs, clockSkewMs, rateLimit, variants };
	}
}
