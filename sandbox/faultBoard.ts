import { FaultRules, type FaultRule, type RateLimit } from './faults';
import { documentedVariants, type Variants } from './variants';

/** What is wrong or unusual with the sandbox at the moment. */
export interface FaultSettings {
	rules?: FaultRule[];
	/** Every call waits so long before anything is done. */
	latencyMs?: number;
	/** By how much Capillary's clock is ahead of the client's; negative when it is behind. */
	clockSkewMs?: number;
	/** Null lifts it. */
	rateLimit?: RateLimit | null;
	/** Switches that are not named stay as they are. */
	variants?: Partial<Variants>;
}

/** The faults in force: rules, latency, rate limit and the forms of the answers. */
export class FaultBoard {
	readonly rules = new FaultRules();

	latencyMs = 0;

	clockSkewMs = 0;

	rateLimit: RateLimit | null = null;

	variants: Variants = documentedVariants;

	/** @param initial what the sandbox was started with, and goes back to on a reset */
	constructor(private readonly initial: FaultSettings) {
		this.reset();
	}

	/** Applies these rules, or the settings named; all others stay as they are. */
	set(wanted: FaultRule[] | FaultSettings): void {
		const settings = Array.isArray(wanted) ? { rules: wanted } : wanted;
		if (settings.rules) this.rules.set(settings.rules);
		if (settings.latencyMs !== undefined) this.latencyMs = settings.latencyMs;
		if (settings.clockSkewMs !== undefined) this.clockSkewMs = settings.clockSkewMs;
		if (settings.rateLimit !== undefined)
			this.rateLimit = settings.rateLimit && { ...settings.rateLimit };
		this.variants = { ...this.variants, ...settings.variants };
	}

	/** Nothing is wrong any more: no rule, no latency, the right time, no rate limit, the documented forms. */
	clear(): void {
		this.rules.set([]);
		this.latencyMs = 0;
		this.clockSkewMs = 0;
		this.rateLimit = null;
		this.variants = documentedVariants;
	}

	/** As the sandbox was started. */
	reset(): void {
		this.clear();
		this.set(this.initial);
	}

	/** What is in force, for showing. */
	get current(): Required<FaultSettings> {
		const { latencyMs, clockSkewMs, rateLimit, variants } = this;
		return { rules: this.rules.pending, latencyMs, clockSkewMs, rateLimit, variants };
	}
}
