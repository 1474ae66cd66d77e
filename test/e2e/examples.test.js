'use strict';

const { exampleFiles, readExample } = require('../examples');
const { sandbox, signIn } = require('../helpers/demo');
const { withSandbox, withStandIns } = require('./standIns');

/** Examples that have tests of their own. */
const ELSEWHERE = [
	'9-help-desk-agent.json', // agentExample.test.js
	'15-badges-for-an-mcp-client.json', // mcpExample.test.js
];
const FIRST_PURCHASE = '65c3f481a2ec4d15849f8b38';
const SUMMER_EXPLORER = '65fb538fd6feb9e8106f7f6e';
const DOUBLE_POINTS = '660b2593c6058f819a45a17a';
const PET_PARENT = '66033c91e08b762ea28e2ade';

/** @param {string} badgeMetaId @param {number[]} customers whose only enrolment is revoked */
const revokedEnrolments = (badgeMetaId, customers) =>
	customers.map((customer) => ({
		change: 'issueRevoked',
		badgeMetaId,
		customerId: String(customer),
		issuedId: expect.stringMatching(/^[0-9a-f]{24}$/),
	}));

/** The fields of a Google Sheets node. @param {object[]} values of each row */
const rows = (...values) => values.map((value) => ({ columns: { value } }));

/** The fields of an update of a data table. @param {number} id of the row @param {object} value */
const ofRow = (id, value) => ({
	filters: { conditions: [{ keyValue: String(id) }] },
	columns: { value },
});

/** The fields of a Slack node. @param {RegExp[]} texts */
const says = (...texts) => texts.map((text) => ({ text: expect.stringMatching(text) }));

/** Each example: the changes in the sandbox, and the input of the nodes that need an account. */
const EXAMPLES = [
	{
		file: '1-hubspot-contact-opts-out.json',
		changes: [
			{
				change: 'issueRevoked',
				badgeMetaId: '65ff48106176c91334ede9d4',
				customerId: '62090015',
				issuedId: '66f05ccd025a00129a19ae87',
			},
		],
		sent: {
			'Note it on the contact': [
				{
					email: 'olivia.evans@example.com',
					additionalFields: {
						customPropertiesUi: {
							customPropertiesValues: [{ value: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }],
						},
					},
				},
			],
			'Tell the loyalty team': says(/could not.*nadia\.brown@example\.com.*\(\d+\)\n.*request ID/),
		},
	},
	{
		file: '2-shopify-order-refunded.json',
		changes: [
			{
				change: 'earnRevoked',
				badgeMetaId: FIRST_PURCHASE,
				customerId: '62090001',
				earnedBadgeId: '66f00000964e84aa6b7f4916',
			},
		],
		sent: {
			'Tag the order': [{ orderId: '450789469', updateFields: { tags: 'web, badge-taken-back' } }],
			'Tell the loyalty team': [],
		},
	},
	{
		file: '3-zendesk-ticket-solved.json',
		changes: [
			{
				change: 'earnRevoked',
				badgeMetaId: '65c7e90248c51a861631118d',
				customerId: '62090004',
				earnedBadgeId: '66f09aab6d387db91eb30b3b',
			},
		],
		sent: {
			'Note it on the ticket': [
				{
					id: '35436',
					updateFields: { internalNote: expect.stringContaining('66f09aab6d387db91eb30b3b') },
				},
			],
			'Open the ticket again': [
				{
					id: '35438',
					updateFields: {
						internalNote: expect.stringMatching(
							/not taken back.*wei\.chen@example\.com.*\(814\)<br>\S/,
						),
					},
				},
			],
		},
	},
	{
		file: '4-google-sheets-bulk.json',
		changes: revokedEnrolments(PET_PARENT, [62090006, 62090007, 62090008, 62090010]),
		sent: {
			'Write down what worked': rows(
				{ row_number: '2', outcome: 'Taken back' },
				{ row_number: '3', outcome: 'Taken back' },
				{ row_number: '4', outcome: 'Taken back' },
				{ row_number: '5', outcome: 'Was not enrolled' },
				{ row_number: '8', outcome: 'Taken back' },
			),
			'Write down what failed': rows(
				{
					row_number: '6',
					error: expect.stringMatching(/nobody@example\.com.*\(\d+\)$/),
					message: expect.stringMatching(/request ID/),
				},
				{
					row_number: '7',
					error: expect.stringContaining('kavya.reddy(at)example.com'),
					message: expect.stringContaining('name@example.com'),
				},
			),
		},
	},
	{
		file: '14-undo-a-wrong-run.json',
		changes: [62090001, 62090004].map((customer) => ({
			change: 'earned',
			badgeMetaId: FIRST_PURCHASE,
			customerId: String(customer),
			earnedBadgeId: expect.stringMatching(/^[0-9a-f]{24}$/),
		})),
		sent: {
			'Write down what was given back': rows(
				...['2', '3'].map((row_number) => ({
					row_number,
					undone: expect.stringMatching(/^[0-9a-f]{24}$/),
				})),
			),
			'Write down what failed': rows({
				row_number: '4',
				undone: expect.stringMatching(
					/^Failed: Could not give badge .* to customer 99999999: .*\(\d+\)$/,
				),
			}),
		},
	},
	{
		file: '13-report-of-a-bulk-run.json',
		changes: revokedEnrolments(PET_PARENT, [62090006, 62090007]),
		sent: {
			'Send the report': says(/^(?=[^]*Taken back: 2)(?=[^]*Was not enrolled: 1)(?=[^]*Failed: 2)/),
		},
	},
	{
		file: '12-approve-before-a-bulk-revoke.json',
		changes: revokedEnrolments(PET_PARENT, [62090006, 62090007, 62090008]),
		sent: {
			'Ask for approval': [
				{
					message: expect.stringMatching(
						/^3 enrolments would be taken back:\nWould revoke the enrolment of customer 62090006 \(vikram\.singh@example\.com\) for badge Pet Parent \(/,
					),
				},
			],
			'Tell what cannot work': says(
				/^nobody@example\.com: Could not revoke .* \(\d+\)\n.*request ID/,
			),
		},
	},
	{
		file: '5-csv-upload-bulk.json',
		changes: revokedEnrolments(PET_PARENT, [62090026, 62090027, 62090028]),
		sent: {},
	},
	{
		file: '6-seasonal-badges.json',
		changes: [
			{ change: 'activated', badgeMetaId: '65f75f0e83cc53973885d0b7' },
			{ change: 'deactivated', badgeMetaId: '65e3988903f834912f3b624e' },
			{ change: 'deactivated', badgeMetaId: SUMMER_EXPLORER },
		],
		sent: { 'Tell the loyalty team': says(/Easter Hunt could not.*\(404\)\n\S/) },
	},
	{
		file: '7-promotion-ends.json',
		changes: [
			{
				change: 'claimRemoved',
				badgeMetaId: SUMMER_EXPLORER,
				ownerType: 'Loyalty_Promotion',
				referenceId: 'PROMO-SUMMER',
			},
		],
		sent: {
			'Tell which badges': says(
				/^The promotion Summer \w+ has ended\. Released: Summer Explorer\.$/,
			),
			'Tell what failed': [],
		},
	},
	{
		file: '8-badge-earned.json',
		changes: [
			{
				change: 'earnRevoked',
				badgeMetaId: FIRST_PURCHASE,
				customerId: '62090002',
				earnedBadgeId: '66f03dde2440e27098dca6e6',
			},
		],
		sent: {
			'Tell the CRM': [
				{
					email: 'maya.sharma@example.com',
					additionalFields: {
						customPropertiesUi: {
							customPropertiesValues: [{ value: FIRST_PURCHASE }, { value: '2026-12-01' }],
						},
					},
				},
			],
			'Tell the chat': says(/^maya\.sharma@example\.com has earned a badge: 65c3f4\w{18}$/),
		},
	},
	{
		file: '10-watch-the-trigger.json',
		changes: [],
		sent: {
			'Tell the loyalty team': says(/^The webhook of the workflow Badge earned is gone/),
		},
	},
	{
		file: '11-many-rows-that-survive.json',
		changes: [62090001, 62090002, 62090003].map((customer) => ({
			change: 'earned',
			badgeMetaId: FIRST_PURCHASE,
			customerId: String(customer),
			earnedBadgeId: expect.stringMatching(/^[0-9a-f]{24}$/),
		})),
		sent: {
			'Write down the outcome': [
				...[1, 2, 3].map((id) => ofRow(id, { outcome: 'Given', error: '', message: '' })),
				ofRow(4, {
					outcome: 'Failed',
					error: expect.stringMatching(/62099999.*\(\d+\)$/),
					message: expect.stringMatching(/request ID/),
				}),
			],
		},
	},
];

/** @type {import('../../tools/n8n/client').N8nClient} */
let n8n;
beforeAll(async () => {
	n8n = await signIn();
});
beforeEach(async () => {
	await sandbox.reset();
});

/** @param {import('../examples').Workflow} workflow imports and runs it */
async function run(workflow) {
	return await n8n.runWorkflow(await n8n.createWorkflow(withSandbox(workflow)));
}

/** The changes in the sandbox. */
async function changesMade() {
	const { changes } = await sandbox.ledger();
	return changes.filter(({ change }) => change !== 'tokenIssued');
}

test('every example is executed', () => {
	const files = [...EXAMPLES.map(({ file }) => file), ...ELSEWHERE];
	expect(files.sort()).toEqual(exampleFiles().sort());
});

test('n8n has all nodes of the examples in their versions', async () => {
	/** @type {Array<{name: string, version: number | number[]}>} */
	const types = await n8n.call('GET', '/types/nodes.json');
	const versions = types.flatMap(({ name, version }) =>
		[version].flat().map((one) => `${name} ${one}`),
	);
	const known = new Set(versions);
	const used = exampleFiles().flatMap((file) =>
		readExample(file).nodes.map(({ type, typeVersion }) => `${type} ${typeVersion}`),
	);
	expect(used.filter((one) => !known.has(one))).toEqual([]);
});

describe.each(EXAMPLES)('$file', ({ file, changes, sent }) => {
	test('runs with its sample data and makes its changes', async () => {
		const execution = await run(readExample(file));

		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		// In any order, because several badges are changed at once.
		const made = await changesMade();
		expect(made).toHaveLength(changes.length);
		expect(made).toEqual(expect.arrayContaining(changes));
	});

	test('passes on the outcomes, including failed rows', async () => {
		const names = Object.keys(sent);
		const execution = await run(withStandIns(readExample(file), names));

		expect(execution.status).toBe('success');
		expect(Object.fromEntries(names.map((name) => [name, execution.handedTo(name)]))).toEqual(sent);
	});
});

test('a partial refund revokes nothing', async () => {
	const workflow = readExample('2-shopify-order-refunded.json');
	workflow.pinData['Get the order'][0].json.financial_status = 'partially_refunded';
	const execution = await run(workflow);

	expect(execution.status).toBe('success');
	expect(await changesMade()).toEqual([]);
});

test('a badge that was earned before the order is kept', async () => {
	const workflow = readExample('2-shopify-order-refunded.json');
	workflow.pinData['Get the order'][0].json.created_at = new Date().toISOString();
	const execution = await run(workflow);

	expect(execution.status).toBe('success');
	expect(await changesMade()).toEqual([]);
});

test('a wrong run is undone once, however often the workflow runs', async () => {
	await run(readExample('14-undo-a-wrong-run.json'));
	const again = await run(readExample('14-undo-a-wrong-run.json'));

	expect(await changesMade()).toHaveLength(2);
	expect(again.itemsOf('Give it back')[0]).toMatchObject([
		{ customerId: 62090001, alreadyDone: true },
		{ customerId: 62090004, alreadyDone: true },
	]);
});

test('the file of failed rows has their columns, the reason and what to do', async () => {
	const execution = await run(readExample('13-report-of-a-bulk-run.json'));

	expect(execution.itemsOf('Failed')[0]).toMatchObject([
		{ email: 'nobody@example.com', error: expect.stringMatching(/\(\d+\)$/) },
		{ email: 'kavya.reddy(at)example.com', message: expect.stringContaining('name@example.com') },
	]);
});

test('nothing is revoked when the approval is refused', async () => {
	const workflow = readExample('12-approve-before-a-bulk-revoke.json');
	workflow.pinData['Ask for approval'][0].json.data.approved = false;
	const execution = await run(workflow);

	expect(execution.status).toBe('success');
	expect(await changesMade()).toEqual([]);
});

test('the file from the form has each row with its outcome', async () => {
	const workflow = readExample('5-csv-upload-bulk.json');
	const execution = await run(workflow);

	expect(execution.itemsOf('All rows')).toEqual([
		[
			{ mobile: '+44 7700 900026', outcome: 'Taken back', error: '', message: '' },
			{ mobile: '+44 7700 900027', outcome: 'Taken back', error: '', message: '' },
			{ mobile: '+44 7700 900028', outcome: 'Taken back', error: '', message: '' },
			{ mobile: '+44 7700 900047', outcome: 'Was not enrolled', error: '', message: '' },
			{
				mobile: '+44 7700 900099',
				outcome: 'Failed',
				error: expect.stringMatching(/447700900099.*\(\d+\)$/),
				message: expect.stringMatching(/request ID/),
			},
		],
	]);
});

test('the seasons are read from a data table as described in the note', async () => {
	const workflow = readExample('6-seasonal-badges.json');
	const seasons = workflow.pinData.Seasons.map(({ json }) => json);
	delete workflow.pinData.Seasons;
	const columns = ['badge', 'badge_id', 'starts_on', 'ends_on'];
	const project = (await n8n.call('GET', '/rest/projects/personal')).data;
	const tables = `/rest/projects/${project.id}/data-tables`;
	const table = await n8n.call('POST', tables, {
		name: 'Seasons',
		columns: columns.map((name) => ({ name, type: 'string' })),
	});
	await n8n.call('POST', `${tables}/${table.data.id}/insert`, {
		data: seasons.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]]))),
	});
	const execution = await run(workflow);

	expect(execution.error).toBeUndefined();
	const read = seasons.map(({ badge_id }) => ({ badge_id }));
	expect(execution.itemsOf('Seasons')).toMatchObject([read]);
	expect((await changesMade()).map(({ change }) => change).sort()).toEqual([
		'activated',
		'deactivated',
		'deactivated',
	]);
});

test('every badge that the promotion claimed is released, and no other claim', async () => {
	await sandbox.call('POST', `/api_gateway/v1/badges/badgeMeta/${DOUBLE_POINTS}/claim`, {
		ownerType: 'Loyalty_Promotion',
		referenceId: 'PROMO-SUMMER',
	});
	await sandbox.clearLedger();
	const names = ['Tell which badges'];
	const execution = await run(withStandIns(readExample('7-promotion-ends.json'), names));

	const released = (await changesMade()).map(
		({ badgeMetaId, referenceId }) => `${badgeMetaId} ${referenceId}`,
	);
	expect(released.sort()).toEqual([
		`${SUMMER_EXPLORER} PROMO-SUMMER`,
		`${DOUBLE_POINTS} PROMO-SUMMER`,
	]);
	expect(execution.handedTo('Tell which badges')).toHaveLength(2);
});
