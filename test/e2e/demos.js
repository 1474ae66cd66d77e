'use strict';

/**
 * @typedef {import('../../tools/services/sandboxClient').Change} Change
 * @typedef {import('../../tools/services/sandboxClient').State} State
 * @typedef {object} After the state after a demo
 * @property {(node: string) => any[]} itemsOf the output of a node
 * @property {State} state the content of the sandbox
 */

/** Any date in an output. */
const DATE = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);

/** @param {string} begin @param {string} [end] the end of a name with a unique number */
const named = (begin, end = '') => expect.stringMatching(new RegExp(`^${begin} \\d+${end}$`));

/** @param {Change} change */
const claim = ({ badgeMetaId, ownerType, referenceId }) => ({
	badgeMetaId,
	ownerType,
	referenceId,
});
/** @param {Change} change */
const holding = ({ badgeMetaId, customerId }) => ({ badgeMetaId, customerId: Number(customerId) });
const given = { expiresOn: DATE, requestId: expect.stringMatching(/./) };
const dated = { createdOn: DATE, lastUpdatedOn: DATE };
/** @param {Change} change */
const winterWalk = ({ badgeMetaId: id }) => ({
	id,
	name: named('Winter Walk'),
	description: 'Walk to the store on ten winter days',
	status: 'UPCOMING',
	active: false,
	earnType: 'EARN',
	startOn: DATE,
	expiresOn: DATE,
	badgeGroupId: '66b61eefc4d07b913e6a2f85',
	badgeRank: 5,
});
/** @param {Change} change @param {boolean} isActive */
const color = ({ customFieldId: id }, isActive) => ({
	id,
	name: named('Color'),
	dataType: 'STRING',
	isMandatory: false,
	defaultValue: 'Gold',
	isActive,
	...dated,
});

/**
 * The item for each change in the sandbox.
 *
 * @type {Record<string, (change: Change) => object>}
 */
const ITEMS = {
	activated: ({ badgeMetaId: id }) => ({ id, isActive: true }),
	deactivated: ({ badgeMetaId: id }) => ({ id, isActive: false }),
	badgeCreated: winterWalk,
	badgeUpdated: winterWalk,
	groupCreated: ({ groupId: id }) => ({
		id,
		name: named('Spring'),
		rank: 4,
		isActive: true,
		...dated,
	}),
	groupUpdated: ({ groupId: id }) => ({
		id,
		name: named('Spring', ' \\(renamed\\)'),
		rank: 4,
		isActive: true,
		...dated,
	}),
	customFieldCreated: (change) => color(change, true),
	customFieldUpdated: (change) => color(change, false),
	claimed: (change) => ({ ...claim(change), isActive: true }),
	claimRemoved: (change) => ({ ...claim(change), isActive: false }),
	earned: (change) => ({ ...holding(change), earnedBadgeId: change.earnedBadgeId, ...given }),
	imported: (change) => ({ ...holding(change), earnedBadgeId: change.earnedBadgeId, ...given }),
	earnRevoked: (change) => ({
		...holding(change),
		earnedBadgeId: change.earnedBadgeId,
		isActive: false,
	}),
	issued: (change) => ({ ...holding(change), issuedId: change.issuedId, ...given }),
	issueRevoked: (change) => ({ ...holding(change), issuedId: change.issuedId, revoked: true }),
};

const BIRTHDAY_TREAT = '65cfd204ba5859c0da4a1904';
const EARLY_BIRD = '65dbaf87e88b28dded356a75';
const ARJUN = 62090002;

/** A created badge as Get and Get Many show it. */
const counted = (
	/** @type {Record<string, unknown>} */ { badgeGroupId, badgeRank, ...basics },
) => ({
	...basics,
	issuedCount: 0,
	earnedCount: 0,
});

/**
 * Each demo with its Capillary Badges nodes in the order in which they run: the changes of a node
 * in one run, or the items of a node that only reads.
 *
 * @type {Array<{id: string, authentication: 'basic' | 'oAuth',
 *   nodes: Record<string, string[] | ((after: After) => object[])>}>}
 */
const DEMOS = [
	{
		id: 'demoSwitchBadge',
		authentication: 'basic',
		nodes: {
			'Switch the badge off': ['deactivated'],
			'Switch the badge on': ['activated'],
		},
	},
	{
		id: 'demoTakeBackEarned',
		authentication: 'oAuth',
		nodes: { 'Give Maya the badge': ['earned'], 'Take the badge back': ['earnRevoked'] },
	},
	{
		id: 'demoTakeBackBulk',
		authentication: 'oAuth',
		nodes: {
			'Enrol five customers': Array(5).fill('issued'),
			'Take the enrolments back': Array(5).fill('issueRevoked'),
		},
	},
	{
		id: 'demoTakeBackOne',
		authentication: 'basic',
		nodes: { 'Enrol Olivia': ['issued'], 'Take this enrolment back': ['issueRevoked'] },
	},
	{
		id: 'demoReleaseClaim',
		authentication: 'basic',
		nodes: { 'Claim the badge': ['claimed'], 'Release the claim': ['claimRemoved'] },
	},
	{
		id: 'demoGroupsAndFields',
		authentication: 'oAuth',
		nodes: {
			'Create a group': ['groupCreated'],
			'Look the group up': ({ itemsOf }) => itemsOf('Create a group'),
			'Rename the group': ['groupUpdated'],
			'List all groups': ({ state }) =>
				state.groups.map(({ id, name, rank, isActive }) => ({
					id,
					name,
					rank,
					isActive,
					...dated,
				})),
			'Add a custom field': ['customFieldCreated'],
			'Look the field up': ({ itemsOf }) => itemsOf('Add a custom field'),
			'Switch the field off': ['customFieldUpdated'],
			// The last changed field comes first.
			'List the fields in use': ({ state }) =>
				state.customFields
					.filter(({ isActive }) => isActive)
					.map(({ id, name }) => expect.objectContaining({ id, name, isActive: true }))
					.reverse(),
		},
	},
	{
		id: 'demoSetUpBadge',
		authentication: 'oAuth',
		nodes: {
			'Create the badge': ['badgeCreated'],
			'Look it up': ({ itemsOf }) => itemsOf('Create the badge').map(counted),
			'Let it run a month longer': ['badgeUpdated'],
			'Find it by its name': ({ itemsOf }) => itemsOf('Let it run a month longer').map(counted),
			// Windows of 30 days since the badge began 200 days ago. Rahul got it 90 and 20 days
			// ago.
			'Count what Rahul earned': () =>
				[0, 0, 0, 1, 0, 0, 1].map((earnCount) => ({
					badgeMetaId: '65c7e90248c51a861631118d',
					fixedWindowCycleReferenceId: '5d1b7c2e-94f0-3a68-8e35-0c7f2b91d64a',
					constraintType: 'CUSTOMER_BADGE_FIXED_WINDOW',
					startDate: DATE,
					endDate: DATE,
					earnCount,
				})),
		},
	},
	{
		id: 'demoShareBadge',
		authentication: 'basic',
		nodes: {
			'Let the program use it': ['claimed'],
			'See who uses it': () => [
				{
					badgeMetaId: BIRTHDAY_TREAT,
					ownerType: 'Journeys',
					referenceId: 'JN-BIRTHDAY',
					isActive: true,
				},
				{
					badgeMetaId: BIRTHDAY_TREAT,
					ownerType: 'Loyalty',
					referenceId: 'LP-2026',
					isActive: true,
				},
			],
			'Release it again': ['claimRemoved'],
		},
	},
	{
		id: 'demoHelpCustomer',
		authentication: 'oAuth',
		nodes: {
			'Find Arjun': () => [{ customerId: ARJUN, email: 'arjun.patel@example.com' }],
			'See what he has': () => [
				expect.objectContaining({ name: 'First Purchase', badgeStatus: 'LIVE', earnCount: 1 }),
			],
			'Give him the badge': ['earned'],
			'See how he stands': () => [
				expect.objectContaining({ id: EARLY_BIRD, name: 'Early Bird', activeEarnedCount: 1 }),
			],
			'Take the latest back': ['earnRevoked'],
			'See each time he got it': ({ state }) =>
				state.customers
					.flatMap(({ id, earned }) => (id === String(ARJUN) ? earned : []))
					.filter(({ badgeMetaId }) => badgeMetaId === EARLY_BIRD)
					.map(({ badgeMetaId, earnedBadgeId }) => ({
						badgeMetaId,
						customerId: ARJUN,
						earnedBadgeId,
						earnStatus: 'REVOKED',
						earnedOn: DATE,
						earnEventDate: DATE,
						expiresOn: DATE,
						revokedOn: DATE,
						ownerType: 'Loyalty',
						ownerReferenceId: 'LP-2026',
					})),
		},
	},
	{
		id: 'demoTakeOver',
		authentication: 'oAuth',
		nodes: {
			'Take the badges over': Array(3).fill('imported'),
			'Take them all back': Array(3).fill('earnRevoked'),
		},
	},
	{
		id: 'demoEnrol',
		authentication: 'oAuth',
		nodes: {
			'Enrol them': Array(2).fill('issued'),
			'See their enrolments': ({ itemsOf }) =>
				itemsOf('Enrol them').map(({ badgeMetaId, customerId, issuedId, expiresOn }) => ({
					badgeMetaId,
					customerId,
					issueId: issuedId,
					issuedStatus: 'ACTIVE',
					issuedOn: DATE,
					issueEventDate: DATE,
					issueExpiresOn: expiresOn,
					revokedOn: null,
					ownerType: 'Journeys',
					ownerReferenceId: 'JN-BOOKS',
				})),
			'Take all of them back': Array(2).fill('issueRevoked'),
		},
	},
	{
		id: 'demoWebhooks',
		authentication: 'oAuth',
		nodes: { 'List the webhooks': () => [] },
	},
];

module.exports = { DEMOS, ITEMS };
