import fc from 'fast-check';

import type { LedgerCall } from '../../../sandbox/data/ledger';
import type { SandboxState } from '../../../sandbox/data/state';
import { record } from './record';
import { locator, type RequestedChange, type Trial, type Work } from './work';

interface Plan {
	operation: 'activate' | 'deactivate';
	/** Which of the badges are active at the start. */
	badges: boolean[];
	/** The badge of each row. The number is taken modulo the number of badges. */
	rows: Array<number | 'unknown' | 'malformed'>;
}

/** Rows of Badge > Activate or of Badge > Deactivate. */
export const activations: Trial<Plan> = {
	plans: fc.oneof(plans(), plans('unknown'), plans('unknown', 'malformed')),
	setUp,
};

function plans(...odd: Array<'unknown' | 'malformed'>): fc.Arbitrary<Plan> {
	return record({
		operation: fc.constantFrom('activate', 'deactivate'),
		badges: fc.array(fc.boolean(), { minLength: 1, maxLength: 30, size: 'max' }),
		rows: fc.array(
			fc.oneof(
				{ weight: 20, arbitrary: fc.nat(29) },
				...odd.map((one) => ({ weight: 1, arbitrary: fc.constant(one) })),
			),
			{ minLength: 1, maxLength: 60, size: 'max' },
		),
	});
}

const MISSING_IDS = { unknown: '66ba0000000000000000ffff', malformed: 'the blue one' };

function setUp({ operation, badges: on, rows }: Plan, state: SandboxState): Work {
	const badges = on.map((active) => state.addBadge({ active }));
	const ids = rows.map((row) =>
		typeof row === 'number' ? badges[row % badges.length].id : MISSING_IDS[row],
	);

	function requested(id: string): RequestedChange {
		if (id === MISSING_IDS.malformed) return { kind: 'invalid' };
		const isActive = operation === 'activate';
		return {
			kind: 'valid',
			key: `${operation} ${id}`,
			isDone: () => state.badges.get(id)?.active === isActive,
			output: () => [{ id, isActive }],
			outputAfterReading: () => [{ id, isActive }],
			matches: () => false,
			outputIfDone: () => [],
			readBack: `/badgeMeta/${id}`,
		};
	}

	return {
		parameters: { resource: 'badge', operation, badge: locator('badge') },
		items: ids.map((badge) => ({ badge })),
		requested: ids.map(requested),
		keysIn,
		keyOf: (_change, call) => keysIn(call)[0],
		repeatable: true,
	};
}

function keysIn({ path }: LedgerCall): string[] {
	const [, badge, operation] = /\/badgeMeta\/([^/]+)\/(activate|deactivate)$/.exec(path) ?? [];
	return badge === undefined ? [] : [`${operation} ${badge}`];
}
