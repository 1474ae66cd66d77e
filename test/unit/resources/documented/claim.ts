import { BADGES_API } from '../../../../nodes/CapillaryBadges/api/call';
import { failure, success, type Example } from './example';

const BADGE = '69381220cebb9648d8974518';

const unclaim: Pick<Example, 'operation' | 'items' | 'request' | 'sends'> = {
	operation: ['claim', 'unclaim'],
	items: [{ badge: BADGE, claimBy: 'owner', ownerType: 'Loyalty', referenceId: '123' }],
	request: { method: 'POST', path: `${BADGES_API}/badgeMeta/${BADGE}/unclaim` },
	sends: 'unclaim-badge/request/Request Example',
};

const create: Pick<Example, 'operation' | 'items' | 'request' | 'sends'> = {
	operation: ['claim', 'create'],
	items: [{ badge: BADGE, ownerType: 'Loyalty', referenceId: '123' }],
	request: { method: 'POST', path: `${BADGES_API}/badgeMeta/${BADGE}/claim` },
	sends: 'claim-badge/request/Request body',
};

const claimed = { badgeMetaId: BADGE, ownerType: 'Loyalty', referenceId: '123', isActive: true };

/** A badge with an active and a released claim, as the list of badges shows both. */
const badgeWithClaims = success({
	id: BADGE,
	ownership: {
		restrictedToOwners: ['Loyalty', 'Journeys'],
		claims: [
			{ ownerType: 'Loyalty', referenceId: '123', isActive: true },
			{ ownerType: 'Journeys', referenceId: '77', isActive: false },
		],
	},
});

const released = { badgeMetaId: BADGE, ownerType: 'Journeys', referenceId: '77', isActive: false };

export const claim: Example[] = [
	{
		name: 'create',
		...create,
		answers: 'claim-badge/200/Result',
		outcomes: [[claimed]],
	},
	{
		name: 'create, older response with the badge and without a state',
		...create,
		response: success({ badgeMetaId: BADGE, ownerType: 'Loyalty', referenceId: '123' }),
		outcomes: [[claimed]],
	},
	{
		name: 'create, already claimed, success with a warning',
		...create,
		response: {
			data: { badgeMetaId: null, ownerType: 'Loyalty', referenceId: '123', isActive: true },
			errors: null,
			warnings: [{ code: 900, message: 'Badge is already claimed by this owner' }],
		},
		outcomes: [{ status: 'alreadyDone', output: [claimed] }],
	},
	{
		name: 'create, owner type that the server refuses',
		...create,
		answers: 'claim-badge/400/Result',
		outcomes: [{ code: 400, says: /Invalid enum value: 'LOYALTY'/ }],
	},
	{
		name: 'create, missing reference ID',
		...create,
		status: 400,
		response: failure(717, 'Owner id is mandatory'),
		outcomes: [{ code: 717, says: /reference ID of the owner is missing/ }],
	},
	{
		name: 'unclaim',
		...unclaim,
		answers: 'unclaim-badge/200/Sample response',
		outcomes: [[{ badgeMetaId: BADGE, ownerType: 'Loyalty', referenceId: '123', isActive: false }]],
	},
	{
		name: 'unclaim, not claimed',
		...unclaim,
		status: 400,
		response: failure(737, 'Claim not found in existing claims'),
		outcomes: [{ code: 737, says: /not claimed by this owner/ }],
	},
	{
		name: 'unclaim, refused with an empty object, the only published response with 400',
		...unclaim,
		answers: 'unclaim-badge/400/Result',
		outcomes: [{ says: /HTTP status 400/ }],
	},
	{
		name: 'list the active claims from the badge',
		operation: ['claim', 'getAll'],
		items: [{ badge: BADGE }],
		request: { method: 'GET', path: `${BADGES_API}/badgeMeta/${BADGE}` },
		response: badgeWithClaims,
		outcomes: [[claimed]],
	},
	{
		name: 'list all claims, also released ones',
		operation: ['claim', 'getAll'],
		items: [{ badge: BADGE, filters: { includeReleased: true } }],
		response: badgeWithClaims,
		outcomes: [[claimed, released]],
	},
	{
		name: 'list the claims of a badge without claims',
		operation: ['claim', 'getAll'],
		items: [{ badge: '662724bb8fe258516a88fde2' }],
		answers: 'get-badge-by-id/200/Moving window, includeStatistics=true',
		outcomes: [[]],
	},
];
