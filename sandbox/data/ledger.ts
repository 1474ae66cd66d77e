// The ledger: every call and what it changed.
/** A change that a call made. */
export type Change =
	| { change: 'tokenIssued' }
	| { change: 'badgeCreated' | 'activated' | 'deactivated'; badgeMetaId: string }
	/** `fields`: the names of the changed fields. */
	| { change: 'badgeUpdated'; badgeMetaId: string; fields: string[] }
	| { change: 'webHookAdded' | 'webHookUpdated' | 'webHookDeleted'; webHookId: string }
	| { change: 'groupCreated' | 'groupUpdated'; groupId: string }
	| { change: 'customFieldCreated' | 'customFieldUpdated'; customFieldId: string }
	| {
			change: 'claimed' | 'claimRemoved';
			badgeMetaId: string;
			ownerType: string;
			referenceId: string;
	  }
	| {
			change: 'earned' | 'imported' | 'earnRevoked';
			badgeMetaId: string;
			customerId: string;
			earnedBadgeId: string;
	  }
	| {
			change: 'issued' | 'issueRevoked';
			badgeMetaId: string;
			customerId: string;
			issuedId: string;
	  };

/** A call, its response and its changes. */
export interface LedgerCall {
	/** 1 for the first call since the ledger was last cleared. */
	sequence: number;
	/** The response's X-CAP-REQUEST-ID. */
	requestId: string;
	method: string;
	/** As it arrived: percent-encoded, without the query. */
	path: string;
	query: Record<string, unknown>;
	/** Parsed JSON; undefined without a body, for sign-in and for unknown paths. */
	body?: unknown;
	/** The HTTP status; `dropped`: the client got no response; `open`: there is none yet. */
	status: number | 'dropped' | 'open';
	authentication: 'oAuth' | 'basic' | 'none';
	/** X-CAP-CUSTOMER-IDENTIFIER, when it was sent. */
	customerIdentifier?: string;
	/** The headers that are of interest and not secret, in lower case. */
	headers: Record<string, string>;
	/** Epoch milliseconds. */
	startedAt: number;
	finishedAt?: number;
	/** The kinds of the faults that hit this call; also `rateLimit` and `deadToken`. */
	faults: string[];
	/** Why the whole call was refused: the message of the response. */
	refused?: string;
	changes: Change[];
}

type Arrival = Omit<LedgerCall, 'sequence' | 'status' | 'faults' | 'changes' | 'finishedAt'>;

/**
 * The calls and their changes in order of arrival. Tests compare a client's report with them. No key,
 * secret, token or Authorization value gets in here.
 */
export class Ledger {
	calls: LedgerCall[] = [];

	/** The maximum number of calls at one time. It is only meaningful with a latency. */
	mostInFlight = 0;

	/** The number of connections that were opened. */
	connections = 0;

	/** Where calls differed from Capillary's documents. `clear` keeps it, so that no test loses it. */
	private unpublished = new Set<string>();

	private inFlight = 0;

	constructor(private readonly now: () => number) {}

	/** The changes of all calls. */
	get changes(): Change[] {
		return this.calls.flatMap((call) => call.changes);
	}

	/** Adds a call that has just arrived. */
	open(arrival: Arrival): LedgerCall {
		const call: LedgerCall = {
			...arrival,
			sequence: this.calls.length + 1,
			status: 'open',
			faults: [],
			changes: [],
		};
		this.calls.push(call);
		this.inFlight++;
		this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
		return call;
	}

	/** Sets the status of a call, just before the response is sent. A dropped call stays dropped. */
	finish(call: LedgerCall, status: number | 'dropped'): void {
		if (call.status === 'dropped') return;
		if (call.status === 'open') this.inFlight--;
		call.status = status;
		call.finishedAt = this.now();
	}

	/** Keeps where a call differs from Capillary's documents. */
	noteUnpublished(differences: string[]): void {
		for (const difference of differences) this.unpublished.add(difference);
	}

	/** Returns and forgets where calls differed from Capillary's documents. */
	takeUnpublished(): string[] {
		const taken = [...this.unpublished];
		this.unpublished.clear();
		return taken;
	}

	/** Removes all calls. Calls without a response still count as in flight. */
	clear(): void {
		this.calls = [];
		this.mostInFlight = this.inFlight;
		this.connections = 0;
	}
}
