import type { IDataObject } from 'n8n-workflow';

import { measureTurns } from './harness/eventLoop';
import { byId, useHarness } from './testHarness';

const harness = useHarness();

const ROWS = 4000;

/** Previews a run that gives a badge to all customers. */
async function preview(options: IDataObject, customer = '={{ $json.customer }}') {
	const run = await harness().run({
		items: Array.from({ length: ROWS }, (_, row) => ({ customer: row + 1 })),
		parameters: {
			...{ resource: 'earn', operation: 'create', badge: byId('64f0c0ffee64f0c0ffee0001') },
			...{ customerIdentifier: 'customerId', customer },
			...{ ownerType: 'Loyalty', referenceId: '7', options: { dryRun: true, ...options } },
		},
	});
	expect(run.status).toBe('success');
	return run.outputs[0].map(({ json }) => json);
}

// n8n answers health checks and renews its locks in the same process, so reading rows must not
// block it.
test.each([
	['a field', [{}], [{}, '={{ String($json.customer) }}']],
	[
		'an option',
		[{ requestId: '={{ $json.customer }}' }],
		[{ requestId: '={{ $json.customer + 1 }}' }],
	],
	['an option of the run', [{}], [{ concurrency: '={{ $json.customer > 0 ? 3 : 0 }}' }]],
] as Array<[string, Parameters<typeof preview>, Parameters<typeof preview>]>)(
	'does not block n8n while an expression in %s is evaluated for each row',
	async (_, withoutExpression, withExpression) => {
		await preview(...withoutExpression);
		const plain = await measureTurns(async () => await preview(...withoutExpression));
		const evaluated = await measureTurns(async () => await preview(...withExpression));
		expect(evaluated.longest).toBeLessThan(2 * plain.longest + evaluated.total / 5);
	},
);

test.each([
	['C', 'before', '=C{{ $json.customer }}', '=C{{ [$json.customer][0] }}'],
	['-', 'around', '=order-{{ $json.customer }}/2', '=order-{{ [$json.customer][0] }}/2'],
	[' ', 'after', '={{ $json.customer }} x', '={{ [$json.customer][0] }} x'],
])('reads simple text %j %s a reference as n8n does', async (_text, _place, fast, byN8n) => {
	const values = [
		1,
		62090013,
		0.5,
		-1,
		1e21,
		'a b',
		'',
		' x ',
		true,
		false,
		'{{ 1 }}',
		'=1',
		'<b>',
	];
	const idsOf = async (requestId: string) => {
		const run = await harness().run({
			items: values.map((customer) => ({ customer })),
			onError: 'continueRegularOutput',
			parameters: {
				...{ resource: 'earn', operation: 'create', badge: byId('64f0c0ffee64f0c0ffee0001') },
				...{ customerIdentifier: 'customerId', customer: '={{ $itemIndex + 1 }}' },
				...{ ownerType: 'Loyalty', referenceId: '7', options: { dryRun: true, requestId } },
			},
		});
		return run.outputs[0].map(({ json }) => JSON.stringify(json));
	};
	expect(await idsOf(fast)).toEqual(await idsOf(byN8n));
});
