import type { accounts } from './authentication';
import type { Deliveries } from './deliveries';
import type { ActiveFaults, FaultSettings } from './activeFaults';
import type { FaultRule } from './faults';
import type { Ledger } from './ledger';
import type { SandboxState } from './state';

/** What a sandbox holds at its start: the demo's badges and customers, or nothing. */
export type Seed = 'demo' | 'empty';

/** How to start a sandbox; all of it can be left out. */
export interface SandboxOptions extends Omit<FaultSettings, 'rules'> {
	/** 0, the default, takes any free one. */
	port?: number;
	/** Nothing but loopback is allowed. */
	host?: string;
	/** `empty`, the default, or the demo's badges and customers. */
	seed?: Seed;
	/** How long a token lives; 300 unless told. */
	tokenTtlSeconds?: number;
	/** Fault rules from the start. */
	faults?: FaultRule[];
	/** What time it is, in epoch milliseconds: a test may turn the clock. */
	now?: () => number;
}

/** A running sandbox. */
export interface Sandbox {
	/** http://127.0.0.1:port, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly accounts: typeof accounts;
	/** What the sandbox holds; another object after a reset. */
	readonly state: SandboxState;
	readonly ledger: Ledger;
	readonly faults: ActiveFaults;
	/** Events on their way to webhooks. */
	readonly deliveries: Deliveries;
	/** Every token given out so far stops working. */
	expireTokens(): void;
	/** Sets how long new tokens live. */
	setTokenTtl(seconds: number): void;
	/** Everything as it was started, or with other data; tokens and the ledger are gone. */
	reset(wanted?: { seed?: Seed }): void;
	/** Cuts every connection and ends. */
	close(): Promise<void>;
}
