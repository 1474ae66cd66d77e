'use strict';

const { DEMO_CREDENTIALS } = require('../../tools/demo/entities');
const { eventually } = require('../../tools/services/polling');
const { sandbox, signIn } = require('../helpers/demo');
const { PublishedWorkflow } = require('../../tools/n8n/publishedWorkflow');
const { Workers } = require('./workers');

const TRIGGER = {
	name: 'Badge earned',
	type: 'n8n-nodes-capillary-badges.capillaryBadgesTrigger',
	parameters: {},
	credentials: { capillaryApi: DEMO_CREDENTIALS.oAuth },
};
/** Keeps the worker busy until it is killed. */
const WAIT = {
	name: 'Work for a while',
	type: 'n8n-nodes-base.wait',
	parameters: { resume: 'timeInterval', amount: 30, unit: 'seconds' },
};

const workers = new Workers();
afterAll(async () => await workers.stop());

test('an event whose worker dies is not run again, and a repetition counts as already received', async () => {
	const n8n = await signIn();
	await sandbox.reset();
	const [worker] = await workers.start(1);
	const workflow = await PublishedWorkflow.inARow(n8n, 'Lost', [TRIGGER, WAIT]);
	await workflow.publish();
	const [{ webHookUrl, webHookHeaders }] = await sandbox.webHooks();
	const deliver = async (/** @type {string} */ eventId) => {
		const body = JSON.stringify({ eventName: 'badgeEarned', eventId, data: {} });
		const answer = await fetch(webHookUrl, { method: 'POST', headers: webHookHeaders, body });
		expect(answer.status).toBe(200);
	};

	await deliver('lost');
	const lost = await eventually(async () => {
		const [id] = await workflow.executionIds();
		expect(id).toBeDefined();
		return id;
	});
	expect(await workers.workerOf(lost)).toBe(worker);
	process.kill(worker.pid, 'SIGKILL');
	await worker.ended;
	await workers.start(1);
	expect(await n8n.execution(lost)).toMatchObject({
		status: 'error',
		error: expect.stringContaining('failed to be processed too many times'),
	});

	await deliver('lost');
	await deliver('a new one');
	const executions = await workflow.executions(2);
	await workflow.unpublish();
	expect(executions.map(({ id }) => id)[0]).toBe(lost);
	expect(executions.slice(1).map((one) => one.itemsOf(TRIGGER.name)[0])).toMatchObject([
		[{ eventId: 'a new one' }],
	]);
});
