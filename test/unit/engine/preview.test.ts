import type { Call } from '../../../nodes/CapillaryBadges/api/call';
import { ItemResults } from '../../../nodes/CapillaryBadges/engine/itemResults';
import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { Preview } from '../../../nodes/CapillaryBadges/engine/preview';
import type { Refusal } from '../../../nodes/CapillaryBadges/errors/refusal';
import { Names } from '../../../nodes/CapillaryBadges/fields/names';

const ADDRESS = 'https://eu.api.capillarytech.com';
const BADGE = '653ddb33b3cda7078c7c68e9';
const operation = {
	option: { name: 'Revoke', value: 'revoke' },
	describe: (row: string) => `revoke badge ${BADGE} from ${row}`,
} as unknown as Operation;

function previewOf(rows: number) {
	const results = new ItemResults(rows);
	const names = new Names();
	names.note(BADGE, 'Summer Sale');
	return { results, preview: new Preview(operation, names, results) };
}

const planned = (call: Call, rows: Array<[index: number, row: string]>) => ({
	call,
	rows: rows.map(([index, row]) => ({ index, part: 0, row })),
	sequence: 0,
});

describe('Preview', () => {
	it('shows each row with its call', async () => {
		const { preview, results } = previewOf(3);
		const body = { customers: [1, 2] };
		const headers = { 'X-CAP-IDENTIFIER': 'email' };
		const calls = [
			planned({ method: 'POST', path: '/issue', headers, body }, [
				[0, 'Ann'],
				[2, 'Tom'],
			]),
			planned({ method: 'GET', path: '/list', query: { page: 1 } }, [[1, 'Kim']]),
		];
		await preview.take(calls, ADDRESS);

		const action = (name: string) => `Would revoke badge Summer Sale (${BADGE}) from ${name}`;
		const issue = { call: 1, method: 'POST', url: `${ADDRESS}/issue`, query: {}, headers, body };
		const list = {
			...{ call: 2, method: 'GET', url: `${ADDRESS}/list` },
			...{ query: { page: 1 }, headers: {}, body: null },
		};
		expect(results.progress()).toEqual(
			[
				{ action: action('Ann'), ...issue },
				{ action: action('Kim'), ...list },
				{ action: action('Tom'), ...issue },
			].map((one) => ({ status: 'succeeded', output: [{ preview: one }] })),
		);
		expect(preview.notice(3)).toMatchObject({
			type: 'info',
			message: expect.stringMatching(
				/^Preview: nothing was changed\. A run would make 2 calls for 3 items\./,
			) as string,
		});
	});

	it('says why nothing is left to do for a row', () => {
		const { preview, results } = previewOf(1);
		const failure: Refusal = { cause: 'capillary', code: 814, message: '', reason: 'notEarned' };
		const row = { index: 0, part: 0, row: 'Ann' };
		preview.nothingLeft(row, { status: 'alreadyDone', output: [], failure });

		const action = 'Nothing to revoke: the customer has not earned this badge, or no longer has it';
		const none = { call: null, method: null, url: null, query: null, headers: null, body: null };
		expect(results.progress()).toEqual([
			{ status: 'succeeded', output: [{ preview: { action, ...none } }] },
		]);
		expect(preview.notice(1).message).toMatch(/0 calls for 1 item\./);
	});
});
