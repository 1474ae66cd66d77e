'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { sandbox } = require('../../helpers/demo');

/** Milliseconds between two events. */
const EVERY = 250;
/** As persistent as Capillary, which tries for seven days, but faster. */
const RETRIES = { attempts: 10_000, retryWaitMs: 250, longestWaitMs: 500 };

/** Makes the sandbox deliver each event until it is received. */
async function deliverUntilReceived() {
	await sandbox.call('PUT', '/sandbox/deliveries', RETRIES);
}

/**
 * Starts something while events are delivered, from before the start until some time after it.
 *
 * @template T
 * @param {string} prefix of the events' IDs
 * @param {() => Promise<T>} start
 * @returns {Promise<{started: T, sent: string[], log: any[]}>} the IDs of the events, and all deliveries
 */
async function amidEvents(prefix, start) {
	/** @type {string[]} */
	const sent = [];
	let ended = false;
	const starting = start()
		.then(async (started) => {
			await sleep(10 * EVERY);
			return started;
		})
		.finally(() => (ended = true));
	while (!ended) {
		const eventId = `${prefix}-${sent.length}`;
		await sandbox.call('POST', '/sandbox/events', {
			...{ eventName: 'badgeEarned', eventId, createdAt: Date.now() },
			data: { badgeId: '650c0896aefcde237f3dba43', earnId: '651bb7bac983d041efbc78fc' },
		});
		sent.push(eventId);
		await sleep(EVERY);
	}
	return { started: await starting, sent, log: await sandbox.deliveries() };
}

/**
 * Each event arrived. The first one failed at first, and all failures were ones after which
 * Capillary tries again.
 *
 * @param {string[]} sent @param {any[]} log
 */
function expectReceived(sent, log) {
	expect(log.filter(({ outcome }) => outcome !== 'delivered')).toEqual([]);
	const answers = new Set(log.flatMap((one) => one.answers));
	expect([...answers].filter((answer) => ![200, 502, 503].includes(answer))).toEqual([]);
	const first = log.find(({ eventId }) => eventId === sent[0]);
	expect(first.answers.length).toBeGreaterThan(1);
}

module.exports = { amidEvents, deliverUntilReceived, expectReceived };
