import type { Operation } from '../../../nodes/CapillaryBadges/engine/operation';
import { duplicateIds } from '../../../nodes/CapillaryBadges/engine/duplicateIds';

interface Row {
	id: string;
	badge: string;
	customer: string;
}

const operation = {
	repeat: { requestId: { label: 'Request ID', value: ({ id }: Row) => id } },
	batch: {
		groupKey: ({ id, badge }: Row) => `${badge} ${id}`,
		dedupeKey: ({ customer }: Row) => customer,
	},
} as unknown as Operation;

const row = (id: string, badge = 'x', customer = 'c'): Row => ({ id, badge, customer });
const refused = async (rows: Row[], of = operation) =>
	(
		await duplicateIds(
			of,
			rows.map((one, index) => ({ index, part: 0, row: one })),
		)
	).map(({ planned: { index }, failure: { error } }) => [index, /by item (\d+)/.exec(error)?.[1]]);

describe('duplicateIds', () => {
	it.each([
		['equal rows', [row('1'), row('1')]],
		['rows without an ID', [row(''), row('', 'y')]],
		['rows with different IDs', [row('1'), row('2', 'y')]],
	])('accepts %s', async (_, rows) => {
		expect(await refused(rows)).toEqual([]);
	});

	it.each([
		['badges', [row('1'), row('2'), row('1', 'y')], [0, '2'], [2, '0']],
		['customers', [row('1'), row('1', 'x', 'd')], [0, '1'], [1, '0']],
		['badges, twice', [row('1'), row('1', 'y'), row('1')], [0, '1'], [1, '0'], [2, '1']],
	])(
		'refuses rows with one ID for different %s, and names the other item',
		async (_, rows, ...expected) => {
			expect(await refused(rows)).toEqual(expected);
		},
	);

	it('accepts everything for operations without request IDs', async () => {
		expect(await refused([row('1'), row('1', 'y')], { ...operation, repeat: {} })).toEqual([]);
	});

	it('says what to do', async () => {
		const [{ failure }] = await duplicateIds(operation, [
			{ index: 4, part: 0, row: row('1') },
			{ index: 7, part: 0, row: row('1', 'y') },
		]);
		expect(failure).toEqual({
			error:
				"The 'Request ID' '1' is also used by item 7, which is for another badge, customer, owner or date [Item 4]",
			message: "Nothing was sent for either item. Give each of them a 'Request ID' of its own.",
		});
	});
});
