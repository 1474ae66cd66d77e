/** Something that a call really changed. */
export type Change =
	| { change: 'tokenIssued' }
	| { change: 'badgeCreated' | 'activated' | 'deactivated'; badgeMetaId: string }
	/** With the names of the fields that are no longer as they were. */
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

/** One call as it arrived, what it was answered, and what it changed. */
export interface LedgerCall {
	/** 1 for the first call since the ledger was last cleared. */
	sequence: number;
	/** What the answer's X-CAP-REQUEST-ID says. */
	requestId: string;
	method: string;
	/** As it came in, still percent-encoded, without the query. */
	path: string;
	query: Record<string, unknown>;
	/** Parsed JSON; undefined for no body, for sign-in and for unknown paths. */
	body?: unknown;
	/** The HTTP status; 'dropped' when the client got no answer; 'open' while in work. */
	status: number | 'dropped' | 'open';
	authentication: 'oAuth' | 'basic' | 'none';
	/** X-CAP-CUSTOMER-IDENTIFIER, when it was sent. */
	customerIdentifier?: string;
	/** Those of the headers that say something and are no secret, in lower case. */
	headers: Record<string, string>;
	/** Epoch milliseconds. */
	startedAt: number;
	finishedAt?: number;
	/** Kinds of the faults that met this call; 'rateLimit' when it was turned away, 'deadToken'. */
	faults: string[];
	/** Why it was refused as a whole, in the words of the answer. */
	refused?: string;
	changes: Change[];
}

type Arrival = Omit<LedgerCall, 'sequence' | 'status' | 'faults' | 'changes' | 'finishedAt'>;

/**
 * What really happened, in order of arrival, so that a client's word can be held against it.
 * No key, secret, token or Authorization value ever gets in here.
 */
export class Ledger {
	calls: LedgerCall[] = [];

	/**
	 * The most calls that were in work at one moment. Work itself takes no time here, so only with
	 * a latency does this show how many calls a client makes at once.
	 */
	mostInFlight = 0;

	/** How many connections were opened. */
	connections = 0;

	/**
	 * In what calls differed from the shapes that Capillary has published, in words that name the field.
	 * Kept until it is taken, so that no test loses it by clearing the ledger.
	 */
	private unpublished = new Set<string>();

	private inFlight = 0;

	constructor(private readonly now: () => number) {}

	/** Every change of every call, in order of the calls. */
	get changes(): Change[] {
		return this.calls.flatMap((call) => call.changes);
	}

	/** Enters a call that has just arrived. */
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

	/** Notes what a call was answered, just before the answer leaves; once dropped stays dropped. */
	finish(call: LedgerCall, status: number | 'dropped'): void {
		if (call.status === 'dropped') return;
		if (call.status === 'open') this.inFlight--;
		call.status = status;
		call.finishedAt = this.now();
	}

	/** Notes in what a call differs from what is published. */
	noteUnpublished(differences: string[]): void {
		for (const difference of differences) this.unpublished.add(difference);
	}

	/** In what calls differed from what is published since this was last asked. */
	takeUnpublished(): string[] {
		const taken = [...this.unpublished];
		this.unpublished.clear();
		return taken;
	}

	/** Forgets everything but the calls that are still in work. */
	clear(): void {
		this.calls = [];
		this.mostInFlight = this.inFlight;
		this.connections = 0;
	}
}
