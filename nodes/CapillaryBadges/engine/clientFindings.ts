import type { RateLimiter } from '../api/rateLimiter';
import type { RunOptions } from './runOptions';

const MINUTE = 60_000;
/** The part of the limit to use: it leaves room for other programs, and for calls that arrive out of order. */
const SAFE_PART = 0.95;

/** What a run learned about Capillary, in sentences for the summary: its rate limit, and its outages. */
export function clientFindings(
	limiters: RateLimiter[],
	{ callsPerMinute }: Pick<RunOptions, 'callsPerMinute'>,
): string[] {
	const found = limiters.flatMap(({ limit }) => limit.callsPerMinute ?? []);
	const pausedFor = limiters.reduce((sum, { breaker }) => sum + breaker.pausedFor, 0);
	return [
		...(found.length > 0 ? [limitInWords(Math.min(...found), callsPerMinute)] : []),
		...(pausedFor > 0
			? [`The run waited ${duration(pausedFor)} for Capillary to answer again`]
			: []),
	];
}

function limitInWords(found: number, own: number): string {
	const safe = Math.max(1, Math.floor(found * SAFE_PART));
	const words = `Capillary takes about ${found} ${found === 1 ? 'call' : 'calls'} a minute`;
	if (own > 0 && own <= safe) return words;
	return `${words}: set 'Calls per Minute' to ${safe}, and no call is refused`;
}

function duration(milliseconds: number): string {
	if (milliseconds < MINUTE) return `${Math.ceil(milliseconds / 1000)} s`;
	const minutes = Math.round(milliseconds / MINUTE);
	return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
