import { sleep } from 'n8n-workflow';

import type { Call } from '../../../nodes/CapillaryBadges/api/call';
import type { Sent } from '../../../nodes/CapillaryBadges/api/client';
import { runConcurrently } from '../../../nodes/CapillaryBadges/engine/pool';
import { withFakeTime, clientBy } from '../engine/client';
import { broken, type Answered } from './answering';

const MINUTE = 60_000;
const good: Answered = { body: '{"data":{"id":"a"}}' };
const unavailable: Answered = { statusCode: 503, body: '<html>' };

/** The response of a host, by the milliseconds since the start. */
type Host = (at: number, path: string) => Answered | Promise<Answered>;

/** Sends that many calls to a host, which takes `latency` milliseconds for each. */
async function send(host: Host, { calls = 5000, atATime = 10, once = false, latency = 100 } = {}) {
	let start = 0;
	const failedCalls: number[] = [];
	const { client, requests } = clientBy(async ({ path }) => {
		await sleep(latency);
		const answer = await host(Date.now() - start, path);
		if (answer !== good) failedCalls.push(Date.now() - start);
		return answer;
	});
	const outcome = await withFakeTime(async () => {
		start = Date.now();
		const sent: Sent[] = [];
		const rows = Array.from({ length: calls }, (_, row) => row);
		await runConcurrently(rows, atATime, async (row) => {
			const call: Call = { method: 'POST', path: `/row/${row}`, ...(once ? { once } : {}) };
			sent[row] = await client.send(call);
			return [];
		});
		return { sent, took: Date.now() - start };
	});
	const { sent, took } = outcome.result;
	const failed = sent.filter(({ status }) => status === 'failed').length;
	return { client, requests, sent, took, failed, failedCalls: failedCalls.length };
}

const silent = async () => await sleep(MINUTE).then(() => broken('ETIMEDOUT'));
const refusing = () => broken('ECONNREFUSED');

describe('an outage that does not end', () => {
	it.each<[string, Host]>([
		['503 from the beginning', () => unavailable],
		['503 after a while', (at) => (at < 20_000 ? good : unavailable)],
		['a host that dies', (at) => (at < 20_000 ? good : refusing())],
		['a host that never answers', silent],
		['a host that falls silent', async (at) => (at < 20_000 ? good : await silent())],
		['connections that break off', () => broken('ECONNRESET')],
	])('ends the run within 12 minutes and 100 failed calls: %s', async (_, host) => {
		const { client, failedCalls, took, sent } = await send(host);
		expect(took).toBeLessThan(12 * MINUTE);
		expect(failedCalls).toBeLessThanOrEqual(100);
		const unsent = sent.filter(({ made }) => !made);
		expect(unsent.length).toBeGreaterThan(2900);
		for (const reply of unsent) {
			expect(reply).toMatchObject({
				refusal: { cause: 'outage', message: expect.stringMatching(/since \d\d:\d\d$/) },
			});
		}
		expect(client.limiter.end?.cause).toBe('outage');
	});

	it('ends a run of calls that are sent only once, and reports which were sent', async () => {
		const { failedCalls, sent, took } = await send(() => unavailable, { once: true });
		expect(took).toBeLessThan(12 * MINUTE);
		expect(failedCalls).toBeLessThanOrEqual(100);
		expect(sent.filter(({ made }) => made)).toHaveLength(failedCalls);
	});

	it('ends the run soon when the host was never reached', async () => {
		const { client, failedCalls, took } = await send(refusing);
		expect(took).toBeLessThan(18_000);
		expect(failedCalls).toBeLessThanOrEqual(50);
		expect(client.limiter.end?.cause).toBe('unreachable');
	});

	it('costs a single call no more than its retries', async () => {
		const { failedCalls, took } = await send(() => unavailable, { calls: 1 });
		expect(took).toBeLessThan(18_000);
		expect(failedCalls).toBe(5);
	});
});

describe('an outage that ends', () => {
	const during =
		(from: number, minutes: number, host: Host): Host =>
		(at, path) =>
			at >= from && at < from + minutes * MINUTE ? host(at, path) : good;

	/** How long the run takes without an outage, in milliseconds. */
	const ownTime = 32_000;

	it.each([0, 20_000, 29_000].flatMap((from) => [0.5, 4].map((minutes) => [from, minutes])))(
		'loses no row: from %d ms on, for %d minutes',
		async (from, minutes) => {
			for (const host of [() => unavailable, () => broken('ECONNRESET')]) {
				for (const [atATime, latency] of [
					[2, 100],
					[10, 200],
					[50, 1000],
				]) {
					const calls = (ownTime / latency) * atATime;
					const sent = await send(during(from, minutes, host), { calls, atATime, latency });
					expect(sent.failed).toBe(0);
					expect(sent.failedCalls).toBeGreaterThan(0);
					expect(sent.failedCalls).toBeLessThan(100);
					expect(sent.took).toBeLessThan(ownTime + (minutes + 0.75) * MINUTE);
				}
			}
		},
	);

	it('loses at most one row when calls are sent one at a time', async () => {
		const { failed } = await send(
			during(20_000, 4, () => unavailable),
			{
				...{ calls: 600, atATime: 1 },
			},
		);
		expect(failed).toBeLessThanOrEqual(1);
	});

	it('is reported as the time for which calls were paused', async () => {
		const { client } = await send(
			during(20_000, 4, () => unavailable),
			{ calls: 3000 },
		);
		expect(client.limiter.breaker.pausedFor).toBeGreaterThan(4 * MINUTE - 1000);
		expect(client.limiter.breaker.pausedFor).toBeLessThan(4.75 * MINUTE);
	});
});

describe('a row that always fails', () => {
	it.each([1, 10])('does not end the run, with %d calls at a time', async (atATime) => {
		const poison: Host = (_, path) => (path === '/row/7' ? unavailable : good);
		const { failed, failedCalls } = await send(poison, { calls: 300, atATime });
		expect(failed).toBe(1);
		expect(failedCalls).toBe(5);
	});

	it('does not end the run when it is the last one', async () => {
		const poison: Host = (_, path) => (path === '/row/299' ? unavailable : good);
		const { failed, took } = await send(poison, { calls: 300 });
		expect(failed).toBe(1);
		expect(took).toBeLessThan(MINUTE);
	});
});
