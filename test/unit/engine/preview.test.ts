import { asPreview } from '../../../nodes/CapillaryBadges/engine/preview';
import type { Call } from '../../../nodes/CapillaryBadges/api/call';

const address = 'https://eu.api.capillarytech.com';
const notSent = { status: 'notSent' } as const;
const planned = (call: Call, indexes: number[]) => ({
	call,
	rows: indexes.map((index) => ({ index, part: 0, row: {} })),
	sequence: 0,
});

describe('asPreview', () => {
	it('shows each call with the items that it serves', async () => {
		const body = { customers: [1, 2] };
		const headers = { 'X-CAP-IDENTIFIER': 'email' };
		const calls = [
			planned({ method: 'POST', path: '/issue', headers, body }, [0, 2]),
			planned({ method: 'GET', path: '/list', query: { page: 1 } }, [1]),
		];
		expect(await asPreview(calls, address, [notSent, notSent, notSent])).toEqual([
			{
				json: {
					preview: { method: 'POST', url: `${address}/issue`, headers, body, serves: [0, 2] },
				},
				pairedItem: [{ item: 0 }, { item: 2 }],
			},
			{
				json: {
					preview: {
						...{ method: 'GET', url: `${address}/list`, query: { page: 1 } },
						...{ headers: {}, body: null, serves: [1] },
					},
				},
				pairedItem: [{ item: 1 }],
			},
		]);
	});

	it('shows the items that have failed already after the calls, and those that are done not', async () => {
		const failure = { error: "'Badge' is empty [Item 2]", message: 'Fill it.' };
		const calls = [planned({ method: 'GET', path: '/list' }, [0])];
		const [, ...others] = await asPreview(calls, address, [
			notSent,
			{ status: 'succeeded', output: [] },
			{ status: 'failed', failure },
		]);
		expect(others).toEqual([{ json: failure, pairedItem: { item: 2 } }]);
	});
});
