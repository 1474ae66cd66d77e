'use strict';

const path = require('node:path');
const { readExample } = require('../../examples');
const { temporaryFolder } = require('../../tools/temporaryFolder');
const { eventually, until } = require('../../../tools/services/polling');
const { OwnN8n } = require('./ownN8n');
const { PublishedWorkflow } = require('../../../tools/n8n/publishedWorkflow');
const { sandbox } = require('../../helpers/demo');
const { withSandbox } = require('../standIns');

// The example for tens of thousands of rows, in an n8n that is killed twice during the run.

const FILE = '11-many-rows-that-survive.json';
const TABLE = 'Badges to give';
const COLUMNS = ['customer', 'request_id', 'outcome', 'error', 'message'];
const LOOP = '1,000 at a time';
/** Smaller than 1,000, so that the test is faster. */
const ROUND = 200;
const ROWS = 500;
/** The number of rows that are done when n8n is killed, in the second and in the third round. */
const KILLS = { first: 260, second: 440 };
/** The time of a call in milliseconds. With five calls at a time, a round does not end at once. */
const LATENCY = 100;
const LOOK_AGAIN = 20;
/** The page size of n8n's data tables. */
const PAGE = 250;

const example = readExample(FILE);
const { badge, ownerType, referenceId } =
	example.nodes.find(({ name }) => name === 'Give the badge')?.parameters ?? {};

/** @type {OwnN8n} */
let own;
afterAll(async () => await own.stop());
// Deleted after n8n has stopped: these hooks run in the order of their definition.
const folder = temporaryFolder();
/** @type {import('../../../tools/n8n/client').N8nClient} */
let n8n;

beforeAll(async () => {
	own = await OwnN8n.create(path.join(folder, 'n8n'));
	n8n = await own.start();
});

/** @returns {Promise<string[]>} the IDs of new customers in a sandbox that has the example's badge only */
async function prepareSandbox() {
	await sandbox.reset('empty');
	const { customers } = await sandbox.add({
		badges: [{ id: badge.value, name: badge.cachedResultName, earnType: 'EARN' }],
		claims: [{ badgeMetaId: badge.value, ownerType, referenceId }],
		customers: Array.from({ length: ROWS }, () => ({})),
	});
	await sandbox.setFaults({ latencyMs: LATENCY });
	return customers.map(String);
}

/** @param {string[]} customers @returns {Promise<string>} the address of the table from the note */
async function makeTable(customers) {
	const project = (await n8n.call('GET', '/rest/projects/personal')).data;
	const tables = `/rest/projects/${project.id}/data-tables`;
	const { data } = await n8n.call('POST', tables, {
		name: TABLE,
		columns: COLUMNS.map((name) => ({ name, type: 'string' })),
	});
	const rows = customers.map((customer) => ({ customer, request_id: `order-${customer}` }));
	for (let at = 0; at < rows.length; at += PAGE) {
		await n8n.call('POST', `${tables}/${data.id}/insert`, { data: rows.slice(at, at + PAGE) });
	}
	return `${tables}/${data.id}/rows`;
}

/** @param {string} table @returns {Promise<Array<{customer: string, outcome: string | null}>>} its rows */
async function rowsOf(table) {
	const rows = [];
	for (let skip = 0; skip < ROWS; skip += PAGE) {
		const page = await n8n.call('GET', `${table}?skip=${skip}&take=${PAGE}&sortBy=id:asc`);
		rows.push(...page.data.data);
	}
	return rows;
}

/** @returns {Promise<string[]>} the customers who got the badge, once for each time */
async function given() {
	const { changes } = await sandbox.ledger();
	return changes.filter(({ change }) => change === 'earned').map(({ customerId }) => customerId);
}

/** @param {number} count the number of rows after which n8n is killed and started again */
async function killAt(count) {
	await until(async () => (await given()).length >= count, LOOK_AGAIN);
	await own.kill();
	n8n = await own.start();
}

/** @param {PublishedWorkflow} workflow @returns {Promise<string>} the ID of its newest execution */
const newest = async (workflow) => String((await workflow.executionIds()).at(-1));

test('gives each row once and records it when n8n is killed twice, after a Retry and a new start', async () => {
	const customers = await prepareSandbox();
	const table = await makeTable(customers);
	const nodes = example.nodes.map((node) =>
		node.name === LOOP ? { ...node, parameters: { ...node.parameters, batchSize: ROUND } } : node,
	);
	const workflow = await PublishedWorkflow.create(n8n, {
		...withSandbox({ ...example, nodes }),
		pinData: {},
	});
	const run = async () => await n8n.runWorkflow(workflow.id).catch(() => undefined);

	const first = run();
	await killAt(KILLS.first);
	await first;
	workflow.n8n = n8n;
	const crashed = await newest(workflow);
	await eventually(async () => expect((await n8n.execution(crashed)).status).toBe('crashed'));
	const written = (await rowsOf(table)).filter(({ outcome }) => outcome !== null);
	// The table has whole rounds of rows, so the remaining rows are known at any time.
	expect(written.length % ROUND).toBe(0);
	expect(written.length).toBeGreaterThan(0);

	const retry = n8n
		.call('POST', `/rest/executions/${crashed}/retry`, { loadWorkflow: false })
		.catch(() => undefined);
	await killAt(KILLS.second);
	await retry;
	workflow.n8n = n8n;

	const last = await run();
	expect(last).toMatchObject({ status: 'success' });
	expect((await given()).sort()).toEqual([...customers].sort());
	const rows = await rowsOf(table);
	expect(rows.map(({ customer }) => customer)).toEqual(customers);
	expect(rows.filter(({ outcome }) => outcome !== 'Given')).toEqual([]);
});
