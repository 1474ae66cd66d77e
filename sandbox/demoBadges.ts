// The badges of the demo. Their IDs never change, so that workflows can name them.
import { ownerTypes, type Constraint } from './model';

/** The modules that own a badge. */
const ownerSets = {
	loyalty: ['Loyalty', 'Milestones'],
	journeys: ['Journeys', 'Loyalty'],
	campaigns: ['Audience_Campaigns', 'Journeys'],
	promotion: ['Loyalty_Promotion', 'Loyalty'],
	referral: ['Referral_Campaigns'],
	goodwill: ['Goodwill_Module'],
	rewards: ['Rewards_Catalog'],
	historical: [...ownerTypes],
};

interface DemoBadge {
	id: string;
	name: string;
	description: string;
	/** `EARN` by default. */
	earnType?: 'EARN' | 'ISSUE_EARN';
	/** Start and end in days from the start of the sandbox, so that a live badge stays live. */
	days: [start: number, end: number];
	/** `loyalty` by default. */
	owners?: keyof typeof ownerSets;
	/** Reference ID of each claim by its owner type; a claim of the loyalty program by default. */
	claims?: Partial<Record<(typeof ownerTypes)[number], string>>;
	switchedOff?: true;
	/** How often a customer can earn it. */
	limits?: Constraint[];
}

const badges = {
	welcomeAboard: {
		id: '65c00000ddaebaea9c42858f',
		name: 'Welcome Aboard',
		description: 'Join the loyalty program',
		days: [-400, 700],
	},
	firstPurchase: {
		id: '65c3f481a2ec4d15849f8b38',
		name: 'First Purchase',
		description: 'Buy for the first time as a member',
		days: [-400, 700],
	},
	bigSpender: {
		id: '65c7e90248c51a861631118d',
		name: 'Big Spender',
		description: 'Spend 500 in a single month',
		days: [-200, 500],
		claims: { Loyalty: 'LP-2026', Milestones: 'MS-500' },
		limits: [
			{
				constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
				referenceId: '5d1b7c2e-94f0-3a68-8e35-0c7f2b91d64a',
				durationType: 'MONTHS',
				refreshRate: 1,
				maxEarnLimit: 2,
			},
		],
	},
	weekendShopper: {
		id: '65cbdd8387eb141d45acbe7b',
		name: 'Weekend Shopper',
		description: 'Shop on four weekends in a row',
		days: [-120, 240],
		claims: { Milestones: 'MS-WEEKEND' },
		limits: [{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 12 }],
	},
	birthdayTreat: {
		id: '65cfd204ba5859c0da4a1904',
		name: 'Birthday Treat',
		description: 'Celebrate a birthday with us',
		days: [-365, 365],
		owners: 'journeys',
		claims: { Journeys: 'JN-BIRTHDAY' },
	},
	friendFinder: {
		id: '65d3c685d96578bc122571b7',
		name: 'Friend Finder',
		description: 'Bring a friend who joins',
		days: [-90, 275],
		owners: 'referral',
		claims: { Referral_Campaigns: 'RC-FRIENDS' },
	},
	reviewWriter: {
		id: '65d7bb062021e84e09a112ed',
		name: 'Review Writer',
		description: 'Write five product reviews',
		days: [-60, 300],
		owners: 'journeys',
		claims: {},
	},
	earlyBird: {
		id: '65dbaf87e88b28dded356a75',
		name: 'Early Bird',
		description: 'Shop in the first hour of opening',
		days: [-45, 320],
	},
	winterWarmer: {
		id: '65dfa4088a3ee2b67c6dd548',
		name: 'Winter Warmer',
		description: 'Buy from the winter collection',
		days: [-40, 50],
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-WINTER' },
	},
	festivalOfLights: {
		id: '65e3988903f834912f3b624e',
		name: 'Festival of Lights',
		description: 'Shop during the festival week',
		days: [-14, 14],
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-FESTIVAL' },
	},
	coffeeConnoisseur: {
		id: '65e78d0a9a893304e5d7e057',
		name: 'Coffee Connoisseur',
		description: 'Try ten different coffees',
		days: [-150, 215],
		claims: { Milestones: 'MS-COFFEE' },
	},
	goodwillGesture: {
		id: '65eb818b90e7f865fab07e2e',
		name: 'Goodwill Gesture',
		description: 'Given by customer care',
		days: [-365, 730],
		owners: 'goodwill',
		claims: { Goodwill_Module: 'GW-CARE' },
	},
	catalogCollector: {
		id: '65ef760cec15d64cbf5074d6',
		name: 'Catalog Collector',
		description: 'Redeem three rewards from the catalog',
		days: [-100, 265],
		owners: 'rewards',
		claims: { Rewards_Catalog: 'RW-CATALOG' },
	},
	appExplorer: {
		id: '65f36a8dc4e994b8e0eb3649',
		name: 'App Explorer',
		description: 'Use the app on seven days',
		days: [-30, 335],
		owners: 'journeys',
		claims: { Journeys: 'JN-APP' },
	},
	recyclingHero: {
		id: '65f75f0e83cc53973885d0b7',
		name: 'Recycling Hero',
		description: 'Bring back ten empty bottles',
		days: [-75, 290],
		claims: {},
		switchedOff: true,
	},
	summerExplorer: {
		id: '65fb538fd6feb9e8106f7f6e',
		name: 'Summer Explorer',
		description: 'Visit three stores in the summer',
		earnType: 'ISSUE_EARN',
		days: [-60, 120],
		owners: 'promotion',
		claims: { Loyalty_Promotion: 'PROMO-SUMMER' },
	},
	stepChallenge: {
		id: '65ff48106176c91334ede9d4',
		name: 'Ten Thousand Steps',
		description: 'Enrol, then walk 10,000 steps on ten days',
		earnType: 'ISSUE_EARN',
		days: [-30, 150],
	},
	petParent: {
		id: '66033c91e08b762ea28e2ade',
		name: 'Pet Parent',
		description: 'Enrol, then buy pet products in three months',
		earnType: 'ISSUE_EARN',
		days: [-80, 200],
	},
	bookClub: {
		id: '660731129cd807d9831b676f',
		name: 'Book Club',
		description: 'Enrol, then read a book a month',
		earnType: 'ISSUE_EARN',
		days: [-110, 250],
		owners: 'journeys',
		claims: { Journeys: 'JN-BOOKS' },
	},
	doublePoints: {
		id: '660b2593c6058f819a45a17a',
		name: 'Double Points Weekend',
		description: 'Enrol for a weekend of double points',
		earnType: 'ISSUE_EARN',
		days: [-20, 40],
		owners: 'promotion',
		claims: { Loyalty_Promotion: 'PROMO-DOUBLE' },
	},
	goldCircle: {
		id: '660f1a14b6fc48302384c334',
		name: 'Gold Circle',
		description: 'By invitation: our most loyal members',
		earnType: 'ISSUE_EARN',
		days: [-365, 365],
		claims: { Loyalty: 'LP-2026', Milestones: 'MS-GOLD' },
	},
	cookingClass: {
		id: '66130e95c353a36b7ab6f58d',
		name: 'Cooking Class',
		description: 'Enrol, then attend a class',
		earnType: 'ISSUE_EARN',
		days: [-15, 90],
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-COOKING' },
	},
	cycleToWork: {
		id: '66170316a0ac59a82478fbc5',
		name: 'Cycle to Work',
		description: 'Enrol, then cycle on twenty days',
		earnType: 'ISSUE_EARN',
		days: [-50, 130],
		claims: {},
		switchedOff: true,
	},
	springBloom: {
		id: '661af797134fd8f5e32ba632',
		name: 'Spring Bloom',
		description: 'Buy from the spring collection',
		days: [100, 190],
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-SPRING' },
	},
	marathonFinisher: {
		id: '661eec18564bac1b34a191be',
		name: 'Marathon Finisher',
		description: 'Enrol, then finish the city marathon',
		earnType: 'ISSUE_EARN',
		days: [60, 160],
		owners: 'promotion',
		claims: { Loyalty_Promotion: 'PROMO-MARATHON' },
	},
	anniversary: {
		id: '6622e099a160220425ec1000',
		name: 'Tenth Anniversary',
		description: 'Celebrate ten years with us',
		days: [30, 60],
		claims: {},
	},
	newStoreOpening: {
		id: '6626d51a57a511aa1ca677c7',
		name: 'New Store Opening',
		description: 'Visit a new store in its first week',
		days: [10, 24],
		owners: 'campaigns',
		claims: {},
	},
	backToSchool: {
		id: '662ac99bcedf555cb9f3e8cf',
		name: 'Back to School',
		description: 'Buy school supplies',
		days: [-120, -60],
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-SCHOOL' },
	},
	lastSummer: {
		id: '662ebe1c71270532e6ec5b7b',
		name: 'Last Summer',
		description: 'Visit three stores last summer',
		earnType: 'ISSUE_EARN',
		days: [-480, -370],
		owners: 'promotion',
		claims: { Loyalty_Promotion: 'PROMO-LAST-SUMMER' },
	},
	cricketSeason: {
		id: '6632b29d3336fe5546606ecb',
		name: 'Cricket Season',
		description: 'Shop on a match day',
		days: [-220, -140],
		owners: 'promotion',
		claims: {},
	},
	historicGold: {
		id: '6636a71e2595318f358c8402',
		name: 'Gold Member 2024',
		description: 'Taken over from the former program',
		days: [-900, -300],
		owners: 'historical',
		claims: { Historical_Import: 'HI-2024' },
	},
} satisfies Record<string, DemoBadge>;

/** What code calls a badge of the demo. */
export type DemoBadgeKey = keyof typeof badges;

function withDefaults(badge: DemoBadge) {
	const { earnType = 'EARN', owners = 'loyalty', claims = { Loyalty: 'LP-2026' } } = badge;
	return {
		...badge,
		earnType,
		owners: ownerSets[owners],
		claims: Object.entries(claims).map(([ownerType, referenceId]) => ({ ownerType, referenceId })),
	};
}

const entries = Object.entries(badges).map(([key, badge]) => [key, withDefaults(badge)]);

/** The badges of the demo by key. */
export const demoBadges = Object.fromEntries(entries) as Record<
	DemoBadgeKey,
	ReturnType<typeof withDefaults>
>;
