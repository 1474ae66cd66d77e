// What code that starts a sandbox sees of it.
import type { ActiveFaults, FaultSettings } from './faults/activeFaults';
import type { accounts } from './http/authentication';
import type { Deliveries } from './webhooks/deliveries';
import type { FaultRule } from './faults/faults';
import type { Ledger } from './data/ledger';
import type { SandboxState } from './data/state';

/** The data at the start: the badges and customers of the demo, or none. */
export type Seed = 'demo' | 'empty';

/** How to start a sandbox. */
export interface SandboxOptions extends Omit<FaultSettings, 'rules'> {
	/** By default 0: any free port. */
	port?: number;
	/** Only loopback is allowed. */
	host?: string;
	/** `empty` by default. */
	seed?: Seed;
	/** How long a token is valid; 300 by default. */
	tokenTtlSeconds?: number;
	/** The fault rules at the start. */
	faults?: FaultRule[];
	/** The current time in epoch milliseconds, for tests that set the clock. */
	now?: () => number;
}

/** A running sandbox. */
export interface Sandbox {
	/** http://127.0.0.1:port, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly accounts: typeof accounts;
	/** The data; a reset replaces the object. */
	readonly state: SandboxState;
	readonly ledger: Ledger;
	readonly faults: ActiveFaults;
	/** The events on their way to webhooks. */
	readonly deliveries: Deliveries;
	/** Makes every token invalid. */
	expireTokens(): void;
	/** Sets how long new tokens are valid. */
	setTokenTtl(seconds: number): void;
	/** Restores the start, or the data named; tokens and the ledger are removed. */
	reset(wanted?: { seed?: Seed }): void;
	/** Closes every connection and stops. */
	close(): Promise<void>;
}
