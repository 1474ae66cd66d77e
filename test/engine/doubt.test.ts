import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults/faults';
import { byId, useHarness } from './testHarness';

const harness = useHarness();
const owner = { ownerType: 'Loyalty', referenceId: '123' };
const MINUTE = 60_000;

const OPERATIONS: Array<[string, IDataObject, string]> = [
	['earn create', { resource: 'earn', operation: 'create', ...owner }, '/customer/earn'],
	['issue create', { resource: 'issue', operation: 'create', ...owner }, '/customer/issueBulk'],
	[
		'earn import',
		{
			...{ resource: 'earn', operation: 'import' },
			...{ earnEventDate: '2019-06-01T10:00:00Z', earnExpiresOn: '2031-06-01T10:00:00Z' },
		},
		'/import/customerBadges',
	],
];

/** Responses that do not say whether the work was done. */
const FAULTS: Array<[string, Fault]> = [
	['a lost response', { kind: 'dropAfter' }],
	['a gateway page with HTTP 503', { kind: 'html', status: 503, afterWork: true }],
	['a gateway page with HTTP 521', { kind: 'html', status: 521, afterWork: true }],
	['HTTP 502', { kind: 'statusAfterWork', status: 502 }],
	['HTTP 504', { kind: 'statusAfterWork', status: 504 }],
	['JSON of a gateway', { kind: 'statusAfterWork', status: 503, body: { message: 'busy' } }],
	['a web page with HTTP 200', { kind: 'html', status: 200, afterWork: true }],
	['an empty response', { kind: 'empty', afterWork: true }],
];

describe.each(OPERATIONS)('%s when the response does not confirm it', (_, fields, path) => {
	function rowsFor(count: number): IDataObject[] {
		const { state } = harness().sandbox;
		const badge = state.addBadge({
			earnType: fields.resource === 'issue' ? 'ISSUE_EARN' : 'EARN',
		}).id;
		state.addClaim({ badgeMetaId: badge, ...owner });
		return Array.from({ length: count }, () => ({ badge, customer: state.addCustomer().id }));
	}

	const run = async (items: IDataObject[], options: IDataObject) =>
		await harness().run({
			parameters: {
				...fields,
				badge: byId('={{ $json.badge }}'),
				customerIdentifier: 'customerId',
				customer: '={{ $json.customer }}',
				options,
			} as never,
			items,
			onError: 'continueErrorOutput',
		});

	const idsGiven = () =>
		harness().changes.map((change) =>
			'issuedId' in change ? change.issuedId : 'earnedBadgeId' in change && change.earnedBadgeId,
		);

	describe.each([0, 1])('with %d retries', (maxRetries) => {
		test.each(FAULTS)('reads what was done after %s', async (_what, fault) => {
			const items = rowsFor(3);
			harness().sandbox.faults.set([{ match: { method: 'POST', path }, fault }]);
			const { rows, outputs } = await run(items, { maxRetries });

			expect(rows).toEqual([[0, 1, 2], []]);
			expect(outputs[0].map(({ json }) => json.earnedBadgeId ?? json.issuedId)).toEqual(idsGiven());
			expect(outputs[0].map(({ json }) => json.alreadyDone)).toEqual(items.map(() => undefined));
		});
	});

	test.each([-6 * MINUTE, 6 * MINUTE])(
		"uses Capillary's clock (%d ms off)",
		async (clockSkewMs) => {
			const items = rowsFor(2);
			harness().sandbox.faults.set({
				clockSkewMs,
				rules: [{ match: { method: 'POST', path }, fault: { kind: 'dropAfter' } }],
			});
			const { rows } = await run(items, { maxRetries: 1 });

			expect(rows).toEqual([[0, 1], []]);
			expect(harness().changes).toHaveLength(2);
		},
	);

	test('says that nothing was changed when it reads so', async () => {
		const page: Fault = { kind: 'html', status: 503 };
		const items = rowsFor(1);
		harness().sandbox.faults.set([
			{ match: { method: 'POST', path }, times: 'always', fault: page },
		]);
		const { outputs } = await run(items, { maxRetries: 1 });

		expect(outputs[1][0].json.message).toMatch(/^Nothing was changed\./);
		expect(harness().changes).toEqual([]);
	});

	test('says once that the change may have been made when it cannot read it', async () => {
		const page: Fault = { kind: 'html', status: 503, afterWork: true };
		harness().sandbox.faults.set([
			{ match: { method: 'POST', path }, fault: page },
			{ match: { method: 'GET' }, times: 'always', fault: page },
		]);
		const { outputs } = await run(rowsFor(2), { maxRetries: 0 });

		for (const { json } of outputs[1]) {
			expect(String(json.message).match(/may have been carried out/g)).toHaveLength(1);
			const isSafe = fields.resource === 'issue';
			expect(/nothing is done twice|safely/.test(String(json.message))).toBe(isSafe);
		}
	});
});
