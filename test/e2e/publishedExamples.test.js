'use strict';

const { readExample } = require('../examples');
const { sandbox, signIn } = require('../helpers/demo');
const { PublishedWorkflow } = require('../../tools/n8n/publishedWorkflow');
const { withSandbox, withStandIns } = require('./standIns');

const FIRST_PURCHASE = '65c3f481a2ec4d15849f8b38';

// A published workflow gets real events, and its pinned data is ignored.

/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await signIn();
});
beforeEach(async () => {
	await sandbox.reset();
});

test('when a badge is earned, CRM and chat are notified, and a badge for staff is revoked', async () => {
	await sandbox.add({
		customers: [
			{ id: 501, email: 'rosa@example.com' },
			{ id: 502, email: 'Tom@Staff.example.com' },
		],
	});
	const names = ['Tell the CRM', 'Tell the chat'];
	const example = withStandIns(readExample('8-badge-earned.json'), names);
	const workflow = await PublishedWorkflow.create(n8n, withSandbox(example));
	await workflow.publish();
	await sandbox.clearLedger();

	await sandbox.earn(FIRST_PURCHASE, 501);
	const earnedBadgeId = await sandbox.earn(FIRST_PURCHASE, 502);
	const executions = await workflow.executions(2);
	await workflow.unpublish();

	expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
	const handedTo = (/** @type {string} */ node) => executions.flatMap((one) => one.handedTo(node));
	const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
	const properties = { customPropertiesValues: [{ value: FIRST_PURCHASE }, { value: day }] };
	expect(handedTo('Tell the CRM')).toEqual([
		{ email: 'rosa@example.com', additionalFields: { customPropertiesUi: properties } },
	]);
	expect(handedTo('Tell the chat')).toEqual([
		{ text: `rosa@example.com has earned a badge: ${FIRST_PURCHASE}` },
	]);
	const { changes } = await sandbox.ledger();
	expect(changes.filter(({ change }) => change === 'earnRevoked')).toEqual([
		{ change: 'earnRevoked', badgeMetaId: FIRST_PURCHASE, customerId: '502', earnedBadgeId },
	]);
});

test('the form accepts a file and returns one with the outcome of each row', async () => {
	const example = readExample('5-csv-upload-bulk.json');
	const workflow = await PublishedWorkflow.create(n8n, withSandbox(example));
	await workflow.publish();
	const form = example.nodes.find(({ name }) => name === 'List of customers');
	const file = new FormData();
	file.append('field-0', new Blob(['mobile\n447700900030\n447700900098\n']), 'customers.csv');
	const answer = await fetch(`${n8n.url}/form/${form?.webhookId}`, { method: 'POST', body: file });
	const { formWaitingUrl } = /** @type {any} */ (await answer.json());
	// n8n does not answer requests for the page while the workflow is running.
	await n8n.untilWaiting(new URL(formWaitingUrl).pathname.split('/')[2]);
	const page = await (await fetch(formWaitingUrl)).text();
	await workflow.unpublish();

	const [{ fileName, data }, ...others] = filesIn(page);
	expect(others).toEqual([]);
	expect(fileName).toBe('outcomes.csv');
	const [heading, ...rows] = Buffer.from(data).toString().replace('\uFEFF', '').split('\n');
	expect(heading).toBe('mobile,outcome,error,message');
	expect(rows[0]).toBe('447700900030,Taken back,,');
	expect(rows[1]).toMatch(/^447700900098,Failed,Could not .*447700900098.*\(\d+\),.*request ID/);
	const { changes } = await sandbox.ledger();
	expect(changes.filter(({ change }) => change === 'issueRevoked')).toMatchObject([
		{ customerId: '62090030' },
	]);
});

/** @param {string} page the form's last page @returns {any[]} its files */
function filesIn(page) {
	const files = page.match(/decodeURIComponent\("([^"]*)"\)/)?.[1];
	return JSON.parse(decodeURIComponent(files ?? '[]'));
}
