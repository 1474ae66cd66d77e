// The customers of the demo. Their data never change.

/** Last names by first name; the first name is the customer's key. */
const names = {
	maya: 'Sharma',
	arjun: 'Patel',
	priya: 'Iyer',
	rahul: 'Mehta',
	ananya: 'Rao',
	vikram: 'Singh',
	neha: 'Gupta',
	rohan: 'Nair',
	kavya: 'Reddy',
	aditya: 'Das',
	sofia: 'Rossi',
	liam: 'Walker',
	emma: 'Martin',
	noah: 'Clarke',
	olivia: 'Evans',
	lucas: 'Meyer',
	mia: 'Dubois',
	ethan: 'Young',
	chloe: 'Laurent',
	daniel: 'Costa',
	aisha: 'Khan',
	omar: 'Hassan',
	fatima: 'Ali',
	yusuf: 'Demir',
	layla: 'Nasser',
	wei: 'Chen',
	mei: 'Lin',
	hiro: 'Sato',
	yuki: 'Tanaka',
	kenji: 'Mori',
	nina: 'Berg',
	felix: 'Weber',
	clara: 'Hoffmann',
	jonas: 'Krause',
	greta: 'Lang',
	marco: 'Ricci',
	giulia: 'Conti',
	pablo: 'Garcia',
	lucia: 'Moreno',
	diego: 'Vega',
	amara: 'Okafor',
	kofi: 'Mensah',
	zainab: 'Bello',
	tunde: 'Adeyemi',
	nia: 'Kamau',
	ivan: 'Petrov',
	olga: 'Smirnova',
	elena: 'Popescu',
	peter: 'Novak',
	hanna: 'Lindgren',
};

/** The key of a customer of the demo. */
export type DemoCustomerKey = keyof typeof names;

interface DemoCustomer {
	id: string;
	email: string;
	/** From the range that the United Kingdom reserves for fiction. */
	mobile: string;
	externalId: string;
	cardNumber: string;
}

const entries = Object.entries(names).map(([first, last], index): [string, DemoCustomer] => {
	const number = String(index + 1).padStart(2, '0');
	return [
		first,
		{
			id: String(62_090_001 + index),
			email: `${first}.${last.toLowerCase()}@example.com`,
			mobile: `4477009000${number}`,
			externalId: `CRM-10${number}`,
			cardNumber: `90010000000000${number}`,
		},
	];
});

/** The customers by key. */
export const demoCustomers = Object.fromEntries(entries) as Record<DemoCustomerKey, DemoCustomer>;
