// The badges of the demo. Their IDs never change, so that workflows can name them.
import { badge } from './badge';

/** The badges by key. */
export const demoBadges = {
	welcomeAboard: badge('65c00000ddaebaea9c42858f', 'Welcome Aboard', [-400, 700], {
		description: 'Join the loyalty program',
	}),
	firstPurchase: badge('65c3f481a2ec4d15849f8b38', 'First Purchase', [-400, 700], {
		description: 'Buy for the first time as a member',
	}),
	bigSpender: badge('65c7e90248c51a861631118d', 'Big Spender', [-200, 500], {
		description: 'Spend 500 in a single month',
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
	}),
	weekendShopper: badge('65cbdd8387eb141d45acbe7b', 'Weekend Shopper', [-120, 240], {
		description: 'Shop on four weekends in a row',
		claims: { Milestones: 'MS-WEEKEND' },
		limits: [{ constraintType: 'CUSTOMER_BADGE_FIXED_VALUE', maxEarnLimit: 12 }],
	}),
	birthdayTreat: badge('65cfd204ba5859c0da4a1904', 'Birthday Treat', [-365, 365], {
		description: 'Celebrate a birthday with us',
		owners: 'journeys',
		claims: { Journeys: 'JN-BIRTHDAY' },
	}),
	friendFinder: badge('65d3c685d96578bc122571b7', 'Friend Finder', [-90, 275], {
		description: 'Bring a friend who joins',
		owners: 'referral',
		claims: { Referral_Campaigns: 'RC-FRIENDS' },
	}),
	reviewWriter: badge('65d7bb062021e84e09a112ed', 'Review Writer', [-60, 300], {
		description: 'Write five product reviews',
		owners: 'journeys',
		claims: {},
	}),
	earlyBird: badge('65dbaf87e88b28dded356a75', 'Early Bird', [-45, 320], {
		description: 'Shop in the first hour of opening',
	}),
	winterWarmer: badge('65dfa4088a3ee2b67c6dd548', 'Winter Warmer', [-40, 50], {
		description: 'Buy from the winter collection',
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-WINTER' },
	}),
	festivalOfLights: badge('65e3988903f834912f3b624e', 'Festival of Lights', [-14, 14], {
		description: 'Shop during the festival week',
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-FESTIVAL' },
	}),
	coffeeConnoisseur: badge('65e78d0a9a893304e5d7e057', 'Coffee Connoisseur', [-150, 215], {
		description: 'Try ten different coffees',
		claims: { Milestones: 'MS-COFFEE' },
	}),
	goodwillGesture: badge('65eb818b90e7f865fab07e2e', 'Goodwill Gesture', [-365, 730], {
		description: 'Given by customer care',
		owners: 'goodwill',
		claims: { Goodwill_Module: 'GW-CARE' },
	}),
	catalogCollector: badge('65ef760cec15d64cbf5074d6', 'Catalog Collector', [-100, 265], {
		description: 'Redeem three rewards from the catalog',
		owners: 'rewards',
		claims: { Rewards_Catalog: 'RW-CATALOG' },
	}),
	appExplorer: badge('65f36a8dc4e994b8e0eb3649', 'App Explorer', [-30, 335], {
		description: 'Use the app on seven days',
		owners: 'journeys',
		claims: { Journeys: 'JN-APP' },
	}),
	recyclingHero: badge('65f75f0e83cc53973885d0b7', 'Recycling Hero', [-75, 290], {
		description: 'Bring back ten empty bottles',
		claims: {},
		switchedOff: true,
	}),
	summerExplorer: badge('65fb538fd6feb9e8106f7f6e', 'Summer Explorer', [-60, 120], {
		description: 'Visit three stores in the summer',
		earnType: 'ISSUE_EARN',
		owners: 'promotion',
		claims: { Loyalty_Promotion: 'PROMO-SUMMER' },
	}),
	stepChallenge: badge('65ff48106176c91334ede9d4', 'Ten Thousand Steps', [-30, 150], {
		description: 'Enrol, then walk 10,000 steps on ten days',
		earnType: 'ISSUE_EARN',
	}),
	petParent: badge('66033c91e08b762ea28e2ade', 'Pet Parent', [-80, 200], {
		description: 'Enrol, then buy pet products in three months',
		earnType: 'ISSUE_EARN',
	}),
	bookClub: badge('660731129cd807d9831b676f', 'Book Club', [-110, 250], {
		description: 'Enrol, then read a book a month',
		earnType: 'ISSUE_EARN',
		owners: 'journeys',
		claims: { Journeys: 'JN-BOOKS' },
	}),
	doublePoints: badge('660b2593c6058f819a45a17a', 'Double Points Weekend', [-20, 40], {
		description: 'Enrol for a weekend of double points',
		earnType: 'ISSUE_EARN',
		owners: 'promotion',
		claims: { Loyalty_Promotion: 'PROMO-DOUBLE' },
	}),
	goldCircle: badge('660f1a14b6fc48302384c334', 'Gold Circle', [-365, 365], {
		description: 'By invitation: our most loyal members',
		earnType: 'ISSUE_EARN',
		claims: { Loyalty: 'LP-2026', Milestones: 'MS-GOLD' },
	}),
	cookingClass: badge('66130e95c353a36b7ab6f58d', 'Cooking Class', [-15, 90], {
		description: 'Enrol, then attend a class',
		earnType: 'ISSUE_EARN',
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-COOKING' },
	}),
	cycleToWork: badge('66170316a0ac59a82478fbc5', 'Cycle to Work', [-50, 130], {
		description: 'Enrol, then cycle on twenty days',
		earnType: 'ISSUE_EARN',
		claims: {},
		switchedOff: true,
	}),
	springBloom: badge('661af797134fd8f5e32ba632', 'Spring Bloom', [100, 190], {
		description: 'Buy from the spring collection',
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-SPRING' },
	}),
	marathonFinisher: badge('661eec18564bac1b34a191be', 'Marathon Finisher', [60, 160], {
		description: 'Enrol, then finish the city marathon',
		earnType: 'ISSUE_EARN',
		owners: 'promotion',
		claims: { Loyalty_Promotion: 'PROMO-MARATHON' },
	}),
	anniversary: badge('6622e099a160220425ec1000', 'Tenth Anniversary', [30, 60], {
		description: 'Celebrate ten years with us',
		claims: {},
	}),
	newStoreOpening: badge('6626d51a57a511aa1ca677c7', 'New Store Opening', [10, 24], {
		description: 'Visit a new store in its first week',
		owners: 'campaigns',
		claims: {},
	}),
	backToSchool: badge('662ac99bcedf555cb9f3e8cf', 'Back to School', [-120, -60], {
		description: 'Buy school supplies',
		owners: 'campaigns',
		claims: { Audience_Campaigns: 'AC-SCHOOL' },
	}),
	lastSummer: badge('662ebe1c71270532e6ec5b7b', 'Last Summer', [-480, -370], {
		description: 'Visit three stores last summer',
		earnType: 'ISSUE_EARN',
		owners: 'promotion',
		claims: { Loyalty_Promotion: 'PROMO-LAST-SUMMER' },
	}),
	cricketSeason: badge('6632b29d3336fe5546606ecb', 'Cricket Season', [-220, -140], {
		description: 'Shop on a match day',
		owners: 'promotion',
		claims: {},
	}),
	historicGold: badge('6636a71e2595318f358c8402', 'Gold Member 2024', [-900, -300], {
		description: 'Taken over from the former program',
		owners: 'historical',
		claims: { Historical_Import: 'HI-2024' },
	}),
};

/** The key of a badge of the demo. */
export type DemoBadgeKey = keyof typeof demoBadges;
