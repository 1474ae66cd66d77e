import type { demoBadges } from './demoBadges';
import type { DemoCustomerKey } from './demoCustomers';

interface DemoHolding {
	id: string;
	badge: keyof typeof demoBadges;
	customer: DemoCustomerKey;
	daysAgo: number;
}

/** Who is enrolled for what; Mia twice for the same badge, Aisha no longer. */
export const demoEnrolments = {
	liamSummer: {
		id: '66f000003110f464c452138c',
		badge: 'summerExplorer',
		customer: 'liam',
		daysAgo: 30,
	},
	emmaSummer: {
		id: '66f01eefb812be4b27da9c9b',
		badge: 'summerExplorer',
		customer: 'emma',
		daysAgo: 28,
	},
	noahSummer: {
		id: '66f03ddea5f09dfb992ecca7',
		badge: 'summerExplorer',
		customer: 'noah',
		daysAgo: 27,
	},
	oliviaSteps: {
		id: '66f05ccd025a00129a19ae87',
		badge: 'stepChallenge',
		customer: 'olivia',
		daysAgo: 15,
	},
	lucasSteps: {
		id: '66f07bbc7c3704eed3fafe4c',
		badge: 'stepChallenge',
		customer: 'lucas',
		daysAgo: 14,
	},
	miaBooksFirst: {
		id: '66f09aab24bba2f959d2e769',
		badge: 'bookClub',
		customer: 'mia',
		daysAgo: 60,
	},
	miaBooksSecond: {
		id: '66f0b99acf6c76eccc6df5ba',
		badge: 'bookClub',
		customer: 'mia',
		daysAgo: 20,
	},
	chloeGold: {
		id: '66f0d889c50cfe2c375fb065',
		badge: 'goldCircle',
		customer: 'chloe',
		daysAgo: 100,
	},
	danielCooking: {
		id: '66f0f7780f694eca588f7d46',
		badge: 'cookingClass',
		customer: 'daniel',
		daysAgo: 9,
	},
	aishaStepsRevoked: {
		id: '66f116676c5906a66d4225cd',
		badge: 'stepChallenge',
		customer: 'aisha',
		daysAgo: 18,
		revokedDaysAgo: 4,
	},
} satisfies Record<string, DemoHolding & { revokedDaysAgo?: number }>;

/** Who has earned what; Rahul twice the same badge, Liam on his enrolment. */
export const demoEarned = {
	mayaFirstPurchase: {
		id: '66f00000964e84aa6b7f4916',
		badge: 'firstPurchase',
		customer: 'maya',
		daysAgo: 40,
	},
	mayaWelcome: {
		id: '66f01eef5b8c673b3d38051f',
		badge: 'welcomeAboard',
		customer: 'maya',
		daysAgo: 60,
	},
	arjunFirstPurchase: {
		id: '66f03dde2440e27098dca6e6',
		badge: 'firstPurchase',
		customer: 'arjun',
		daysAgo: 35,
	},
	priyaFirstPurchase: {
		id: '66f05ccd2b15b2264bbf67a0',
		badge: 'firstPurchase',
		customer: 'priya',
		daysAgo: 30,
	},
	rahulBigSpenderOld: {
		id: '66f07bbc21a4ecb0781236f1',
		badge: 'bigSpender',
		customer: 'rahul',
		daysAgo: 90,
	},
	rahulBigSpenderNew: {
		id: '66f09aab6d387db91eb30b3b',
		badge: 'bigSpender',
		customer: 'rahul',
		daysAgo: 20,
	},
	ananyaBirthday: {
		id: '66f0b99a45652e7ec60b4fb6',
		badge: 'birthdayTreat',
		customer: 'ananya',
		daysAgo: 12,
	},
	vikramWinter: {
		id: '66f0d8894c40cf66bea512c4',
		badge: 'winterWarmer',
		customer: 'vikram',
		daysAgo: 6,
	},
	nehaWinter: {
		id: '66f0f778b116ff4a2c473c44',
		badge: 'winterWarmer',
		customer: 'neha',
		daysAgo: 5,
	},
	rohanFriend: {
		id: '66f11667f00b6c3dd8b6827b',
		badge: 'friendFinder',
		customer: 'rohan',
		daysAgo: 25,
	},
	kavyaGoodwill: {
		id: '66f1355686a75be399a1af40',
		badge: 'goodwillGesture',
		customer: 'kavya',
		daysAgo: 3,
	},
	sofiaCoffee: {
		id: '66f1544511c2018948c5f322',
		badge: 'coffeeConnoisseur',
		customer: 'sofia',
		daysAgo: 50,
	},
	liamSummer: {
		id: '66f17334032a448d7100bbb8',
		badge: 'summerExplorer',
		customer: 'liam',
		daysAgo: 10,
		enrolment: 'liamSummer',
	},
} satisfies Record<string, DemoHolding & { enrolment?: keyof typeof demoEnrolments }>;
