import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, useHarness } from './testHarness';

const harness = useHarness();

/** The expression of a column that was renamed, which gives nothing. */
const MISSING = '={{ $json.renamed }}';
const NULL = '={{ null }}';
const EMPTY = '={{ "" }}';

const owner = { ownerType: 'Loyalty', referenceId: '123' };
const customerId = { customerIdentifier: 'customerId', customer: '62090013' };

/** The required parameters of each operation that has a collection of optional fields. */
const OPERATIONS = {
	'badge getAll': {},
	'badge create': {
		...{ name: 'Summer', startOn: '2030-01-01', expiresOn: '2030-02-01', owners: ['Loyalty'] },
		...{ earnType: 'EARN', earnedBadgeExpiry: 'NEVER', active: true },
	},
	'badge update': { badge: byId('653ddb33b3cda7078c7c68e9') },
	'badge getUsage': { badge: byId('653ddb33b3cda7078c7c68e9'), constraintType: 'BADGE' },
	'badge deactivate': { badge: byId('653ddb33b3cda7078c7c68e9') },
	'badgeGroup update': { badgeGroup: byId('653ddb33b3cda7078c7c68e9') },
	'customField create': { name: 'Terms', dataType: 'STRING', isMandatory: false },
	'customField getAll': {},
	'customField update': { customField: byId('653ddb33b3cda7078c7c68e9') },
	'customer getBadges': { ...customerId, badgeType: 'EARNED' },
	'earn getAll': { badge: byId('653ddb33b3cda7078c7c68e9'), ...customerId },
	'claim getAll': { badge: byId('653ddb33b3cda7078c7c68e9') },
	'claim unclaim': { badge: byId('653ddb33b3cda7078c7c68e9'), claimBy: 'owner', ...owner },
	'earn create': { badge: byId('653ddb33b3cda7078c7c68e9'), ...customerId, ...owner },
	'issue create': { badge: byId('653ddb33b3cda7078c7c68e9'), ...customerId, ...owner },
} satisfies Record<string, INodeParameters>;
type Name = keyof typeof OPERATIONS;

/** A field in its collection, its label, and whether it may be set to an empty text. */
const ADDED: Array<[Name, string, INodeParameters, string, 'canBeEmpty'?]> = [
	...['name', 'status', 'owner', 'claimedBy', 'earnType', 'action', 'startOn', 'expiresOn'].map(
		(field): [Name, string, INodeParameters, string] => [
			'badge getAll',
			'filters',
			{ [field]: '' },
			'',
		],
	),
	['badge getAll', 'filters', { unclaimed: '' }, 'Unclaimed Only'],
	['badge getAll', 'sort', { sortOn: '' }, 'Sort By'],
	['badge getUsage', 'filters', { startDate: '' }, 'From'],
	['badge getUsage', 'filters', { endDate: '' }, 'To'],
	['badge getUsage', 'filters', { fixedWindowCycleReferenceId: '' }, 'Window ID'],
	['customField getAll', 'filters', { isActive: '' }, 'Active'],
	['customer getBadges', 'filters', { name: '' }, 'Name'],
	['customer getBadges', 'filters', { endsAfter: '' }, 'Ends After'],
	['customer getBadges', 'filters', { badgeGroup: byId('') }, 'Badge Group'],
	['earn getAll', 'filters', { includeOver: '' }, 'Include Expired and Revoked'],
	['claim getAll', 'filters', { includeReleased: '' }, 'Include Released'],
	['earn create', 'options', { requestId: '' }, 'Request ID'],
	['earn create', 'options', { eventDate: '' }, 'Event Date'],
	['issue create', 'options', { requestId: '' }, 'Request ID'],
	['issue create', 'options', { eventDate: '' }, 'Event Date'],
	['badge deactivate', 'options', { callsPerMinute: '' }, 'Calls per Minute'],
	['badge deactivate', 'options', { timeout: '' }, 'Timeout'],
	['claim unclaim', 'options', { alreadyDone: '' }, 'If Already Done'],
	['badge deactivate', 'options', { dryRun: '' }, 'Preview Only'],
	['badge update', 'updateFields', { name: '' }, 'Name'],
	['badge update', 'updateFields', { description: '' }, 'Description', 'canBeEmpty'],
	['badge update', 'updateFields', { expiresOn: '' }, 'Ends'],
	['badge update', 'updateFields', { badgeRank: '' }, 'Badge Rank'],
	['badge update', 'updateFields', { badgeGroup: byId('') }, 'Badge Group'],
	['badge update', 'updateFields', { owners: '' }, 'Owners'],
	[
		'badge update',
		'updateFields',
		{ customFields: { field: [{ customField: 'Terms', value: '' }] } },
		'Value',
		'canBeEmpty',
	],
	[
		'badge update',
		'updateFields',
		{ tags: { tag: [{ name: 'season', value: '' }] } },
		'Value',
		'canBeEmpty',
	],
	[
		'badge create',
		'additionalFields',
		{ images: { image: [{ url: 'https://a.example/b.png', name: '' }] } },
		'Name',
		'canBeEmpty',
	],
	['badge create', 'additionalFields', { description: '' }, 'Description', 'canBeEmpty'],
	['badge create', 'additionalFields', { historical: '' }, 'Historical Badge'],
	['badge create', 'additionalFields', { defaultTillId: '' }, 'Default Till ID'],
	['badgeGroup update', 'updateFields', { rank: '' }, 'Rank'],
	['customField update', 'updateFields', { name: '' }, 'Name'],
	['customField update', 'updateFields', { defaultValue: '' }, 'Default Value', 'canBeEmpty'],
	['customField update', 'updateFields', { isMandatory: '' }, 'Mandatory'],
];

function parametersOf(name: Name, collection: string, value: unknown): INodeParameters {
	const [resource, operation] = name.split(' ');
	return { resource, operation, ...OPERATIONS[name], [collection]: value } as INodeParameters;
}

/** The fields with this value instead of the empty text. */
function filled(fields: unknown, value: string): unknown {
	return JSON.parse(JSON.stringify(fields).replace(/:""/g, `:${JSON.stringify(value)}`));
}

async function refused(parameters: INodeParameters): Promise<IDataObject> {
	const items = [{ row: 0 }, { row: 1 }];
	const { outputs } = await harness().run({ parameters, items, onError: 'continueErrorOutput' });

	expect(outputs[0]).toEqual([]);
	expect(outputs[1]).toHaveLength(2);
	expect(harness().sandbox.ledger.calls).toEqual([]);
	return outputs[1][0].json;
}

describe.each(ADDED)('%s, %s %j', (name, collection, fields, label, canBeEmpty) => {
	test.each([MISSING, NULL, ...(canBeEmpty ? [] : [EMPTY])])(
		'is refused by its label before any call when it is %s',
		async (expression) => {
			const { error, message } = await refused(
				parametersOf(name, collection, filled(fields, expression)),
			);

			expect(error).toContain(`'${label}`);
			expect(error).toMatch(/\[Item 0\]$/);
			expect(message).toMatch(/\S/);
		},
	);
});

/** n8n turns an expression in place of a whole collection into an empty collection. */
test.each([
	['badge update', 'updateFields', MISSING, 'Update Fields'],
	['badge update', 'updateFields', { tags: MISSING }, 'Tags'],
	['badge update', 'updateFields', { customFields: MISSING }, 'Custom Fields'],
	['badge update', 'updateFields', { images: MISSING }, 'Images'],
	['badge update', 'updateFields', { customerLimits: MISSING }, 'Limits per Customer'],
	['badge update', 'updateFields', { earnedBadgeExpiry: MISSING }, 'Earned Badge Expires'],
] as const)(
	'refuses one expression for all of %s, %s %j',
	async (name, collection, value, label) => {
		const { error } = await refused(parametersOf(name, collection, value));
		expect(error).toMatch(new RegExp(`^'${label}' (is empty|sets nothing|holds no limit) `));
	},
);

test('suggests an expression with a default value in the message', async () => {
	const { message } = await refused(parametersOf('earn create', 'options', { eventDate: MISSING }));
	expect(message).toContain('{{ $json.date ?? $now }}');
});

test('refuses a Default Value whose expression gives nothing', async () => {
	const parameters = parametersOf('customField create', 'defaultValue', MISSING);
	expect((await refused(parameters)).error).toContain("'Default Value' is empty");
});

test('fails only the row with a missing value', async () => {
	const { state } = harness().sandbox;
	const { id } = state.addBadge({ startOn: Date.parse('2025-01-01T00:00:00Z') });
	state.addClaim({ badgeMetaId: id, ...owner });
	state.addCustomer({ id: 62090013 });
	const { rows, outputs } = await harness().run({
		parameters: {
			...parametersOf('earn create', 'options', { requestId: '={{ $json.order }}' }),
			badge: byId(id),
		},
		items: [{ order: 'order-1' }, { orders: 'order-2' }, { order: 'order-3' }],
		onError: 'continueErrorOutput',
	});

	expect(rows).toEqual([[0, 2], [1]]);
	expect(outputs[1][0].json.error).toMatch(/^'Request ID' is empty/);
	expect(outputs[0].map(({ json }) => json.requestId)).toEqual(['order-1', 'order-3']);
});

test('makes a new request ID and uses the current time when Request ID and Event Date are empty', async () => {
	const { state } = harness().sandbox;
	const { id } = state.addBadge();
	state.addClaim({ badgeMetaId: id, ...owner });
	state.addCustomer({ id: 62090013 });
	const parameters = parametersOf('earn create', 'options', { requestId: '', eventDate: '' });
	const { status, outputs } = await harness().run({
		parameters: { ...parameters, badge: byId(id) },
	});

	expect(status).toBe('success');
	expect(outputs[0][0].json.requestId).toMatch(/^[0-9a-f]{32}$/);
	expect(harness().calls.at(-1)?.body).not.toHaveProperty('earnEventDateISO');
});

describe("an agent's tool", () => {
	test('treats arguments that the agent leaves out as not given', async () => {
		const { state } = harness().sandbox;
		const { id } = state.addBadge({ name: 'Summer', description: 'Old' });
		const fromAi = (name: string) => `={{ $fromAI('${name}', '', 'string') || undefined }}`;
		const { answer, error } = await harness().tool(
			{
				...parametersOf('badge update', 'updateFields', {
					name: fromAi('name'),
					description: fromAi('description'),
					customFields: { field: [{ customField: 'Terms', value: fromAi('terms') }] },
				}),
				badge: byId(id),
				options: { timeout: fromAi('timeout') },
			},
			{ description: 'New', name: '', terms: '', timeout: '' },
		);

		expect(error).toBeUndefined();
		expect(JSON.parse(String(answer))).toMatchObject([{ id, name: 'Summer', description: 'New' }]);
	});
});

test.each([
	[
		{
			customFields: {
				field: [
					{ customField: 'A', value: '1' },
					{ customField: 'A', value: '2' },
				],
			},
		},
		'Custom Fields',
	],
	[
		{
			tags: {
				tag: [
					{ name: 'a', value: '1' },
					{ name: ' a', value: '1' },
				],
			},
		},
		'Tags',
	],
])('refuses one name twice: %j', async (fields, label) => {
	const { error } = await refused(parametersOf('badge update', 'updateFields', fields));
	expect(error).toBe(`'${label}' contains '${label === 'Tags' ? 'a' : 'A'}' twice [Item 0]`);
});

describe('an option that applies to the whole run', () => {
	const items = [
		{ value: true, other: 'success', n: 5 },
		{ value: true, other: 'success', n: 5 },
		{ value: false, other: 'error', n: 6 },
	];

	test.each([
		['dryRun', '={{ $json.value }}', "'Preview Only' is 'true' for item 0 and 'false' for item 2"],
		['dryRun', '={{ !$json.value }}', "'Preview Only' is 'false' for item 0 and 'true' for item 2"],
		['alreadyDone', '={{ $json.other }}', "'If Already Done' is 'success' for item 0"],
		['concurrency', '={{ $json.n }}', "'Calls at a Time' is '5' for item 0 and '6' for item 2"],
	])(
		'is refused before any call when %s differs between items',
		async (name, expression, expected) => {
			const parameters = parametersOf('claim unclaim', 'options', { [name]: expression });
			const { error } = await harness().run({ parameters, items });

			expect(error?.message).toContain(expected);
			expect(harness().sandbox.ledger.calls).toEqual([]);
		},
	);
});
