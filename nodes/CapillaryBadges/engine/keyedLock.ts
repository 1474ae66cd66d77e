import type { RateLimiter } from '../api/rateLimiter';

/** The end of the last work that began in this process, by the thing that it works on. */
const lastOf = new Map<string, Promise<void>>();

/**
 * Does work on a thing after all earlier work on it in this process, also of other executions. When the
 * run ends, the work no longer waits, and its calls are not sent.
 *
 * @param key names the thing
 */
export async function withLock(
	key: string,
	limiter: RateLimiter,
	work: () => Promise<void>,
): Promise<void> {
	const before = lastOf.get(key) ?? Promise.resolve();
	let finish = () => {};
	const mine = new Promise<void>((resolve) => {
		finish = resolve;
	});
	const last = before.then(async () => await mine);
	lastOf.set(key, last);
	try {
		await limiter.waitFor(before);
		await work();
	} finally {
		finish();
		if (lastOf.get(key) === last) lastOf.delete(key);
	}
}
