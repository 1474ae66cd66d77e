// Who is enrolled for which badge of the demo, and who has earned which.
import type { DemoBadgeKey } from './badges';
import type { DemoCustomerKey } from './customers';

function held(id: string, badge: DemoBadgeKey, customer: DemoCustomerKey, daysAgo: number) {
	return { id, badge, customer, daysAgo };
}

type Held = ReturnType<typeof held>;

/** Enrolments: Mia twice for the same badge, Aisha no longer. */
export const demoEnrolments = {
	liamSummer: held('66f000003110f464c452138c', 'summerExplorer', 'liam', 30),
	emmaSummer: held('66f01eefb812be4b27da9c9b', 'summerExplorer', 'emma', 28),
	noahSummer: held('66f03ddea5f09dfb992ecca7', 'summerExplorer', 'noah', 27),
	oliviaSteps: held('66f05ccd025a00129a19ae87', 'stepChallenge', 'olivia', 15),
	lucasSteps: held('66f07bbc7c3704eed3fafe4c', 'stepChallenge', 'lucas', 14),
	miaBooksFirst: held('66f09aab24bba2f959d2e769', 'bookClub', 'mia', 60),
	miaBooksSecond: held('66f0b99acf6c76eccc6df5ba', 'bookClub', 'mia', 20),
	chloeGold: held('66f0d889c50cfe2c375fb065', 'goldCircle', 'chloe', 100),
	danielCooking: held('66f0f7780f694eca588f7d46', 'cookingClass', 'daniel', 9),
	aishaStepsRevoked: {
		...held('66f116676c5906a66d4225cd', 'stepChallenge', 'aisha', 18),
		revokedDaysAgo: 4,
	},
} satisfies Record<string, Held & { revokedDaysAgo?: number }>;

/** Earned badges: Rahul twice the same badge, Liam on his enrolment. */
export const demoEarned = {
	mayaFirstPurchase: held('66f00000964e84aa6b7f4916', 'firstPurchase', 'maya', 40),
	mayaWelcome: held('66f01eef5b8c673b3d38051f', 'welcomeAboard', 'maya', 60),
	arjunFirstPurchase: held('66f03dde2440e27098dca6e6', 'firstPurchase', 'arjun', 35),
	priyaFirstPurchase: held('66f05ccd2b15b2264bbf67a0', 'firstPurchase', 'priya', 30),
	rahulBigSpenderOld: held('66f07bbc21a4ecb0781236f1', 'bigSpender', 'rahul', 90),
	rahulBigSpenderNew: held('66f09aab6d387db91eb30b3b', 'bigSpender', 'rahul', 20),
	ananyaBirthday: held('66f0b99a45652e7ec60b4fb6', 'birthdayTreat', 'ananya', 12),
	vikramWinter: held('66f0d8894c40cf66bea512c4', 'winterWarmer', 'vikram', 6),
	nehaWinter: held('66f0f778b116ff4a2c473c44', 'winterWarmer', 'neha', 5),
	rohanFriend: held('66f11667f00b6c3dd8b6827b', 'friendFinder', 'rohan', 25),
	kavyaGoodwill: held('66f1355686a75be399a1af40', 'goodwillGesture', 'kavya', 3),
	sofiaCoffee: held('66f1544511c2018948c5f322', 'coffeeConnoisseur', 'sofia', 50),
	liamSummer: {
		...held('66f17334032a448d7100bbb8', 'summerExplorer', 'liam', 10),
		enrolment: 'liamSummer',
	},
} satisfies Record<string, Held & { enrolment?: keyof typeof demoEnrolments }>;
