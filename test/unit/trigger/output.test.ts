import schema from '../../../nodes/CapillaryBadgesTrigger/__schema__/v1.0.0.json';
import type { CapillaryEvent } from '../../../nodes/CapillaryBadgesTrigger/event';
import { simplified, whole } from '../../../nodes/CapillaryBadgesTrigger/output';

/**
 * Everything that https://docs.capillarytech.com/docs/event-schema-incentives shows and the node
 * reads.
 */
const event: CapillaryEvent = {
	eventName: 'badgeEarned',
	eventId: '72fe1900-a413-42d6-9582-f955474739aa',
	orgId: 50933,
	createdAt: 1696315322593,
	data: {
		customerIdentifiers: {
			customerId: 381921157,
			loyaltyType: 'loyalty',
			instore: {
				mobile: '918811992995',
				email: 'loyal5@example.com',
				externalId: '5a1111cfc5e3239dc0b92cc410cb28',
				cardNumbers: ['77'],
			},
		},
		badgeId: '650c0896aefcde237f3dba43',
		issualId: '651bb7bac983d041efbc0001',
		issuedOn: 1696310000000,
		earnId: '651bb7bac983d041efbc78fc',
		earnedOn: 1696315322450,
	},
};

test('the schema that the editor shows before a run has the fields of the output', () => {
	const output = simplified(event, 'Gold');

	expect(Object.keys(schema.properties)).toEqual(Object.keys(output));
	for (const [name, { type }] of Object.entries(schema.properties)) {
		expect([name, typeof output[name]]).toEqual([name, type]);
	}
});

test('the simplified event keeps the organization', () => {
	expect(simplified(event, null).orgId).toBe(50933);
});

test.each([
	[1696315322450, '2023-10-03T06:42:02.450Z'],
	['2023-10-03T12:12:02.450+05:30', '2023-10-03T06:42:02.450Z'],
	['not a date', 'not a date'],
	[undefined, null],
])('outputs the date %j as %j', (earnedOn, expected) => {
	expect(simplified({ ...event, data: { ...event.data, earnedOn } }, null).earnedOn).toBe(expected);
});

test('the whole event keeps unknown fields', () => {
	const { data, ...rest } = whole({ ...event, traceAttributes: { one: 1 } });

	expect(rest).toMatchObject({ orgId: 50933, traceAttributes: { one: 1 } });
	expect(data).toMatchObject({ customerIdentifiers: event.data.customerIdentifiers });
});

test.each([
	{},
	{ customerIdentifiers: null },
	{ customerIdentifiers: { customerId: 1, instore: null } },
])('accepts an event without identifiers: %j', (data) => {
	expect(simplified({ ...event, data }, null)).toMatchObject({ mobile: null, email: null });
});
