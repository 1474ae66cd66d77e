// The badge groups of the demo, in the order of their rank. Their IDs never change.
import type { DemoBadgeKey } from './badges';

interface DemoGroup {
	id: string;
	name: string;
	/** In the order of their rank in the group. */
	badges: DemoBadgeKey[];
}

/** The groups by key. */
export const demoGroups = {
	everyday: {
		id: '66b60000a1f3c8e27d5b9041',
		name: 'Everyday',
		badges: ['welcomeAboard', 'firstPurchase', 'bigSpender'],
	},
	seasons: {
		id: '66b61eefc4d07b913e6a2f85',
		name: 'Seasons',
		badges: ['winterWarmer', 'summerExplorer', 'springBloom', 'festivalOfLights'],
	},
	challenges: {
		id: '66b63dde58e2ba076fc41d93',
		name: 'Challenges',
		badges: ['weekendShopper', 'stepChallenge', 'cycleToWork', 'marathonFinisher'],
	},
} satisfies Record<string, DemoGroup>;
