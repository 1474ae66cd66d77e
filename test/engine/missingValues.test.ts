import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, useWorkbench } from './workbench';

const bench = useWorkbench();

/** A column that was renamed, so that the expression gives nothing. */
const GONE = '={{ $json.renamed }}';
const NULL = '={{ null }}';
const EMPTY = '={{ "" }}';

const owner = { ownerType: 'Loyalty', referenceId: '123' };
const customerId = { customerIdentifier: 'customerId', customer: '62090013' };

/** Parameters of each operation that has fields to add, without these. */
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

/** A field in its collection, what it is called, and whether an empty text is a value of it. */
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

/** The fields with this in the place of the empty text. */
function filled(fields: unknown, value: string): unknown {
	return JSON.parse(JSON.stringify(fields).replace(/:""/g, `:${JSON.stringify(value)}`));
}

async function refused(parameters: INodeParameters): Promise<IDataObject> {
	const items = [{ row: 0 }, { row: 1 }];
	const { outputs } = await bench().run({ parameters, items, onError: 'continueErrorOutput' });

	expect(outputs[0]).toEqual([]);
	expect(outputs[1]).toHaveLength(2);
	expect(bench().sandbox.ledger.calls).toEqual([]);
	return outputs[1][0].json;
}

describe.each(ADDED)('%s, %s %j', (name, collection, fields, label, canBeEmpty) => {
	test.each([GONE, NULL, ...(canBeEmpty ? [] : [EMPTY])])(
		'is refused by name before any call when it holds %s',
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

/** n8n itself makes an empty collection of an expression in the place of a whole one. */
test.each([
	['badge update', 'updateFields', GONE, 'Update Fields'],
	['badge update', 'updateFields', { tags: GONE }, 'Tags'],
	['badge update', 'updateFields', { customFields: GONE }, 'Custom Fields'],
	['badge update', 'updateFields', { images: GONE }, 'Images'],
	['badge update', 'updateFields', { customerLimits: GONE }, 'Limits per Customer'],
	['badge update', 'updateFields', { earnedBadgeExpiry: GONE }, 'Earned Badge Expires'],
] as const)(
	'%s, %s %j, an expression for all of it, is refused',
	async (name, collection, value, label) => {
		const { error } = await refused(parametersOf(name, collection, value));
		expect(error).toMatch(new RegExp(`^'${label}' (is empty|sets nothing|holds no limit) `));
	},
);

test('the way out stands in the message', async () => {
	const { message } = await refused(parametersOf('earn create', 'options', { eventDate: GONE }));
	expect(message).toContain('{{ $json.date ?? $now }}');
});

test('a default value at the top is refused as well when its expression gives none', async () => {
	const parameters = parametersOf('customField create', 'defaultValue', GONE);
	expect((await refused(parameters)).error).toContain("'Default Value' is empty");
});

test('one missing value fails its own row, and the others are done', async () => {
	const { state } = bench().sandbox;
	const { id } = state.addBadge({ startOn: Date.parse('2025-01-01T00:00:00Z') });
	state.addClaim({ badgeMetaId: id, ...owner });
	state.addCustomer({ id: 62090013 });
	const { rows, outputs } = await bench().run({
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

test('left empty by hand, Request ID and Event Date mean a new request, now', async () => {
	const { state } = bench().sandbox;
	const { id } = state.addBadge();
	state.addClaim({ badgeMetaId: id, ...owner });
	state.addCustomer({ id: 62090013 });
	const parameters = parametersOf('earn create', 'options', { requestId: '', eventDate: '' });
	const { status, outputs } = await bench().run({ parameters: { ...parameters, badge: byId(id) } });

	expect(status).toBe('success');
	expect(outputs[0][0].json.requestId).toMatch(/^[0-9a-f]{32}$/);
	expect(bench().calls.at(-1)?.body).not.toHaveProperty('earnEventDateISO');
});

describe('an agent', () => {
	test('leaves out what it does not need', async () => {
		const { state } = bench().sandbox;
		const { id } = state.addBadge({ name: 'Summer', description: 'Old' });
		const fromAi = (name: string) => `={{ $fromAI('${name}', '', 'string') || undefined }}`;
		const { answer, error } = await bench().tool(
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
])('the same name twice is refused: %j', async (fields, label) => {
	const { error } = await refused(parametersOf('badge update', 'updateFields', fields));
	expect(error).toBe(`'${label}' contains '${label === 'Tags' ? 'a' : 'A'}' twice [Item 0]`);
});

describe('an option that holds for the run', () => {
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
	])('is refused before any call when %s differs', async (name, expression, told) => {
		const parameters = parametersOf('claim unclaim', 'options', { [name]: expression });
		const { error } = await bench().run({ parameters, items });

		expect(error?.message).toContain(told);
		expect(bench().sandbox.ledger.calls).toEqual([]);
	});
});
