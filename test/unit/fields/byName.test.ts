import { nearestNames, thingNamed } from '../../../nodes/CapillaryBadges/fields/byName';
import { Names } from '../../../nodes/CapillaryBadges/fields/names';

const things = (...names: string[]) => names.map((name, nth) => ({ id: `id ${nth}`, name }));

describe('thingNamed', () => {
	it.each([
		['Gold', ['Silver', 'Gold'], 'id 1'],
		['gold', ['Silver', 'Gold'], 'id 1'],
		['Gold', ['GOLD', ' Gold '], 'id 1'],
		['Caf\u00e9', ['Cafe\u0301'], 'id 0'],
		['Gold', ['Gold\u200b'], 'id 0'],
		['Summer Sale', ['Summer\u00a0Sale'], 'id 0'],
	])('finds %s in %j: %s', (name, names, id) => {
		expect(thingNamed(name, things(...names))).toMatchObject({ status: 'read', value: { id } });
	});

	it.each([
		['Gold', ['Golden', 'Marigold']],
		['Gold', []],
		['Cafe', ['Caf\u00e9']],
		['Level 2', ['Level \u00b2']],
	])('does not find %s in %j', (name, names) => {
		expect(thingNamed(name, things(...names))).toBeUndefined();
	});

	it.each([
		['gold', ['Gold', 'GOLD']],
		['Gold', ['Gold', 'Gold']],
	])('finds %s several times in %j', (name, names) => {
		expect(thingNamed(name, things(...names))).toMatchObject({
			status: 'refused',
			why: `fits several: ${names[0]} (id 0), ${names[1]} (id 1)`,
		});
	});
});

describe('nearestNames', () => {
	it('returns at most three similar names', () => {
		const all = things('Summer Sale', 'Winter Sale', 'Explorer', 'Sumner', 'Summer Fun');
		expect(nearestNames('sumer sale', all)).toEqual(['Summer Sale', 'Winter Sale', 'Sumner']);
	});

	it('takes no longer for a long name', () => {
		expect(nearestNames(`gold ${'x'.repeat(9_000)}`, things('Gold'))).toEqual(['Gold']);
	});

	it('returns nothing when no name is similar', () => {
		expect(nearestNames('xyz', things('Gold', ''))).toEqual([]);
	});
});

describe('Names', () => {
	const id = '653ddb33b3cda7078c7c68e9';

	it('puts a name before its ID, and leaves other IDs unchanged', () => {
		const names = new Names();
		names.note(id, 'Summer Sale (upcoming, inactive)');
		names.note(id, 'Another');
		const other = id.replace('6', '7');
		expect(names.in(`badge ${id}, badge ${other}, ${id}0`)).toBe(
			`badge Summer Sale (${id}), badge ${other}, ${id}0`,
		);
	});

	it('keeps brackets of a name that are not a status, and removes markup', () => {
		const names = new Names();
		names.note(id, 'Sale (gold) <b>');
		expect(names.in(id)).toBe(`Sale (gold) ‹b› (${id})`);
	});

	it('share noted names between accounts, but not names that were looked up', () => {
		const names = new Names();
		const [one, other] = [names.ofAccount(), names.ofAccount()];
		one.note(id, 'Gold');
		one.found('badge', 'Gold', { status: 'read', value: { id, name: 'Gold' } });

		expect(names.in(id)).toBe(`Gold (${id})`);
		expect(one.thingNamed('badge', 'Gold')).toMatchObject({ value: { id } });
		expect(other.thingNamed('badge', 'Gold')).toBeUndefined();
	});
});
