import { RateLimit } from '../../../nodes/CapillaryBadges/api/rateLimit';

const MINUTE = 60_000;

/** A server with a rate limit. */
export interface LimitedServer {
	/** Accepts a call at this time, or returns the milliseconds until it accepts one. */
	take(at: number): 'taken' | number;
}

/** Servers by the way in which they count calls. */
export const SERVERS = {
	fixedMinute: (calls: number, phase: number) => fixed(calls, MINUTE, phase),
	slidingMinute: (calls: number) => sliding(calls),
	smallBucket: (calls: number) => bucket(calls, 10),
	bucketOfAMinute: (calls: number) => bucket(calls, calls),
	fixedSecond: (calls: number, phase: number) =>
		fixed(Math.max(1, Math.round(calls / 60)), 1000, phase),
} satisfies Record<string, (calls: number, phase: number) => LimitedServer>;

function fixed(calls: number, length: number, phase: number): LimitedServer {
	let current = -1;
	let taken = 0;
	return {
		take(at) {
			const window = Math.floor((at + phase) / length);
			if (window !== current) taken = 0;
			current = window;
			if (taken >= calls) return (window + 1) * length - phase - at;
			taken++;
			return 'taken';
		},
	};
}

function sliding(calls: number): LimitedServer {
	const taken: number[] = [];
	return {
		take(at) {
			while (taken.length > 0 && taken[0] <= at - MINUTE) taken.shift();
			if (taken.length >= calls) return taken[0] + MINUTE - at;
			taken.push(at);
			return 'taken';
		},
	};
}

function bucket(calls: number, size: number): LimitedServer {
	const rate = calls / MINUTE;
	let tokens = size;
	let filledAt = 0;
	return {
		take(at) {
			tokens = Math.min(size, tokens + (at - filledAt) * rate);
			filledAt = at;
			if (tokens < 1) return (1 - tokens) / rate;
			tokens -= 1;
			return 'taken';
		},
	};
}

/** The calls to send, and how. */
export interface Sending {
	calls: number;
	inFlight: number;
	/** The average time of a response in milliseconds. */
	latency: number;
	/** Whether a refusal has a Retry-After in seconds. */
	saysWhen: boolean;
	/** Returns a number from 0 to 1, for the latency of each call. */
	random: () => number;
}

/** The result in virtual time (milliseconds). */
export interface SentAll {
	took: number;
	refusedAt: number[];
}

/** Sends calls as a run does that learns its limit. Refused calls are sent again. */
export function sendLearning(
	server: LimitedServer,
	{ calls, inFlight, latency, saysWhen, random }: Sending,
	limit = new RateLimit(),
): SentAll {
	const events = new Events();
	const refusedAt: number[] = [];
	let [left, busy, done, took, nextTry] = [calls, 0, 0, 0, -1];
	const start = () => {
		while (left > 0 && busy < inFlight) {
			const wait = limit.wait(events.now);
			if (wait === 0) send();
			else {
				const isPlanned = nextTry > events.now && nextTry <= events.now + wait;
				if (wait < Infinity && !isPlanned) {
					nextTry = events.now + wait;
					events.after(wait, start);
				}
				return;
			}
		}
	};
	const send = () => {
		left--;
		busy++;
		const call = limit.started(events.now);
		const way = (latency * (0.7 + 0.6 * random())) / 2;
		events.after(way, () => {
			const result = server.take(events.now);
			events.after(way, () => {
				busy--;
				if (result === 'taken') {
					done++;
					took = events.now;
					limit.finished(events.now, call, 'passed');
				} else {
					left++;
					refusedAt.push(events.now);
					const retryAfter = saysWhen ? Math.ceil(result / 1000) * 1000 : undefined;
					limit.finished(events.now, call, 'refused', retryAfter);
				}
				start();
			});
		});
	};
	start();
	while (done < calls && events.next());
	if (done < calls) throw new Error(`${calls - done} of ${calls} calls never got through`);
	return { took, refusedAt };
}

/**
 * The shortest possible time for a sender that knows the server and never exceeds its limit
 * (milliseconds).
 */
export function shortestTime(
	server: LimitedServer,
	{ calls, inFlight, latency }: Pick<Sending, 'calls' | 'inFlight' | 'latency'>,
): number {
	const freeAt = new Array<number>(inFlight).fill(0);
	let now = 0;
	for (let call = 0; call < calls; call++) {
		const slot = freeAt.indexOf(Math.min(...freeAt));
		now = Math.max(now, freeAt[slot]);
		for (;;) {
			const result = server.take(now + latency / 2);
			if (result === 'taken') break;
			now += Math.max(0.01, result);
		}
		freeAt[slot] = now + latency;
	}
	return Math.max(...freeAt);
}

/** Events in order of time. */
class Events {
	now = 0;

	/** The next event is last. */
	private readonly planned: Array<{ at: number; run: () => void }> = [];

	after(milliseconds: number, run: () => void): void {
		const at = this.now + milliseconds;
		let index = this.planned.length;
		while (index > 0 && this.planned[index - 1].at <= at) index--;
		this.planned.splice(index, 0, { at, run });
	}

	/** Runs the next event. Returns false when there is none. */
	next(): boolean {
		const event = this.planned.pop();
		if (!event) return false;
		this.now = event.at;
		event.run();
		return true;
	}
}
