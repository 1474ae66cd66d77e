import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useHarness } from './testHarness';

const parameters = {
	resource: 'badge',
	operation: 'create',
	name: 'Spring',
	startOn: '2099-01-01T00:00:00.000Z',
	expiresOn: '2099-12-31T00:00:00.000Z',
	owners: ['Loyalty'],
};

/** Each kind of expiry: its name, the parameters that go with it, and what is sent. */
const EXPIRIES: Array<[string, IDataObject, IDataObject]> = [
	['NEVER', {}, { expiryType: 'NEVER' }],
	[
		'WITH_BADGE_META',
		{},
		{ expiryType: 'ABSOLUTE', type: 'WITH_BADGE_META', expireWithBadgeMeta: true },
	],
	[
		'RELATIVE',
		{ Value: 3, Unit: 'WEEKS' },
		{ expiryType: 'RELATIVE', relativeExpirytype: 'WEEKS', value: 3 },
	],
	[
		'FIXED_DATE',
		{ Date: '2099-06-01T05:30:00+05:30' },
		{
			expiryType: 'ABSOLUTE',
			type: 'FIXED_DATE',
			expireWithBadgeMeta: false,
			expiresOnISO: '2099-06-01T05:30:00.000+05:30',
		},
	],
];

function expiryFields(expiry: string, kind: string, fields: IDataObject): INodeParameters {
	const named = Object.entries(fields).map(([name, value]) => [`${expiry}${name}`, value]);
	return { [expiry]: kind, ...Object.fromEntries(named) } as INodeParameters;
}

// badge.setup.test.ts tests the On Error settings and the forms of responses.
describe('badge create', () => {
	const harness = useHarness();

	/** What is sent, what the sandbox stores, and what comes out. */
	async function created(fields: INodeParameters) {
		const { outputs } = await harness().run({ parameters: { ...parameters, ...fields } });
		const [{ body }] = harness().calls;
		const [badge] = harness().sandbox.state.badges.values();
		return { body: body as IDataObject, badge, output: outputs[0][0].json };
	}

	describe.each(EXPIRIES)('with the expiry %s', (kind, fields, sent) => {
		test('sends it as the expiry of earned badges', async () => {
			const { body, badge, output } = await created({
				earnType: 'EARN',
				...expiryFields('earnedBadgeExpiry', kind, fields),
			});

			expect(body.earnedBadgeExpiry).toEqual(sent);
			expect(body).not.toHaveProperty('issuedBadgeExpiry');
			expect(badge.earnedBadgeExpiry.expiryType).toBe(sent.expiryType);
			expect(output).toMatchObject({ id: badge.id, earnType: 'EARN' });
		});

		test('sends it as the expiry of enrolments', async () => {
			const { body, badge, output } = await created({
				earnType: 'ISSUE_EARN',
				earnedBadgeExpiry: 'NEVER',
				...expiryFields('issuedBadgeExpiry', kind, fields),
			});

			expect(body).toMatchObject({
				earnType: 'ISSUE_EARN',
				earnedBadgeExpiry: { expiryType: 'NEVER' },
			});
			expect(body.issuedBadgeExpiry).toEqual(sent);
			expect(badge.issuedBadgeExpiry?.expiryType).toBe(sent.expiryType);
			expect(output).toMatchObject({ id: badge.id, earnType: 'ISSUE_EARN' });
		});
	});

	test('outputs the whole badge when Simplify is off', async () => {
		const { badge, output } = await created({ simplify: false });

		expect(output).toMatchObject({
			id: badge.id,
			ownership: { restrictedToOwners: ['Loyalty'] },
			tags: [],
		});
	});
});
