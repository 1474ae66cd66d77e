import type { BadgeGroup } from './model';

/** The groups of the demo. Their ids never change. */
export const demoGroups = {
	everyday: { id: '66b60000a1f3c8e27d5b9041', name: 'Everyday', rank: 1 },
	seasons: { id: '66b61eefc4d07b913e6a2f85', name: 'Seasons', rank: 2 },
	challenges: { id: '66b63dde58e2ba076fc41d93', name: 'Challenges', rank: 3 },
} satisfies Record<string, Pick<BadgeGroup, 'id' | 'name' | 'rank'>>;
